package dev.seaworthy.scan.signature.hostile.decoysignatures;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Security;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.image.registry.RegistryClient;
import dev.seaworthy.image.registry.RemoteImages;
import dev.seaworthy.scan.signature.ImageSignatures;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.seaworthy.signing.reference.Trust;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A registry that has nothing but a list of decoys under the tag of an image's referrers.
final class DecoyRegistry implements AutoCloseable {

  private final HttpServer server;
  private final Digest image;
  private final AtomicInteger requests = new AtomicInteger();

  DecoyRegistry(int decoys, Digest image) throws IOException {
    this.image = image;
    byte[] list = list(decoys);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          boolean isList = exchange.getRequestURI().getPath().endsWith("/sha256-" + image.hex());
          exchange
              .getResponseHeaders()
              .add("Content-Type", "application/vnd.oci.image.index.v1+json");
          exchange.sendResponseHeaders(isList ? 200 : 404, isList ? list.length : -1);
          if (isList) {
            exchange.getResponseBody().write(list);
          }
          exchange.close();
        });
    server.start();
  }

  private static byte[] list(int decoys) {
    StringBuilder list = new StringBuilder("{\"schemaVersion\":2,\"manifests\":[");
    for (int decoy = 0; decoy < decoys; decoy++) {
      list.append(decoy == 0 ? "" : ",")
          .append(
              "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":9,\"digest\":\"%s\",\"artifactType\":\"%s\"}"
                  .formatted(
                      Digest.sha256(Integer.toString(decoy).getBytes(StandardCharsets.UTF_8)),
                      SigstoreBundle.MEDIA_TYPE));
    }
    return list.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  int requests() {
    return requests.get();
  }

  SignatureSearch searched() {
    RegistryOptions options =
        RegistryOptions.of(Traffic.of(Clock.systemUTC(), Thread::sleep))
            .withSecurity(new Security(true, List.of(), null));
    ImageReference reference =
        ImageReference.parse("127.0.0.1:%s/shop/cart:1.8".formatted(server.getAddress().getPort()));
    Limits limits = Limits.defaults();
    Trust trust = new Trust(Set.of(SigningKey.generate().verification()), List.of());
    try (RegistryClient client = new RegistryClient(options, limits)) {
      return new ImageSignatures(trust, Instant.EPOCH, limits)
          .look(
              new ImageSource.Remote(reference.toString(), reference),
              RemoteImages.attachments(client, reference, image, 2, limits));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
