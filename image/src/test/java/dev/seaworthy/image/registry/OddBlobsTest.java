package dev.seaworthy.image.registry;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.source.Opening;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Blobs that no honest registry sends.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OddBlobsTest {

  private static final Descriptor BLOB =
      Descriptor.of(MediaType.OCI_LAYER, Digest.sha256(new byte[1_000]), 1_000);

  private static void read(ScriptedServer server, Limits limits) throws IOException {
    ImageReference image = ImageReference.parse(server.host() + "/shop/cart:1");
    try (RegistryClient client = new RegistryClient(Opening.registry(), limits);
        InputStream in = client.blobStream(image, BLOB, "layer 1 of 1")) {
      in.readAllBytes();
    }
  }

  @Test
  void oneThatFallsSilentEndsAtTheLimit() throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          try {
            done.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        })) {
      Limits limits = Limits.defaults().with(Limit.HTTP_SECONDS, 1).with(Limit.HTTP_RETRIES, 1);

      assertRefused(ImageError.TRUNCATED, () -> read(server, limits))
          .hasMessageContaining("ends after 10 of 1,000 bytes")
          .hasRootCauseMessage("no bytes arrived for 1 seconds");
      done.countDown();
    }
  }

  @Test
  void oneThatGoesOnAfterItsEndIsRefused() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[2_000]);
        })) {
      assertRefused(ImageError.SIZE_MISMATCH, () -> read(server, Limits.defaults()))
          .hasMessageContaining("more than the 1,000 bytes");
    }
  }

  @Test
  void anotherPartThanTheOneAskedForIsRefused() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          if (exchange.getRequestHeaders().getFirst("Range") == null) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[400]);
          } else {
            ScriptedServer.send(
                exchange, 206, "x".repeat(600), "Content-Range", "bytes 0-599/1000");
          }
        })) {
      assertRefused(ImageError.REGISTRY_PROTOCOL, () -> read(server, Limits.defaults()))
          .hasMessageContaining("from byte 400 on and sends another part");
    }
  }
}
