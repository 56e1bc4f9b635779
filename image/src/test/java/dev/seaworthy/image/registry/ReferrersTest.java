package dev.seaworthy.image.registry;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.source.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferrersTest {

  private static final String SBOM = "application/vnd.cyclonedx+json";
  private static final String SIGNATURE = "application/vnd.example.signature";
  private static final Digest SUBJECT = Digest.parse("sha256:" + "5".repeat(64));

  private static Digest digest(String name) {
    return Digest.sha256(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String entry(String name, String type) {
    return """
    {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":7,
     "artifactType":"%s"}\
    """
        .formatted(digest(name), type);
  }

  private static String index(String... entries) {
    return """
    {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}\
    """
        .formatted(String.join(",", entries));
  }

  private static List<Descriptor> referrers(ScriptedServer server, String artifactType) {
    ImageReference image = ImageReference.parse(server.host() + "/shop/cart:1");
    try (RegistryClient client = new RegistryClient(Opening.registry(), Limits.defaults())) {
      return client.referrers(image, SUBJECT, artifactType);
    }
  }

  @Test
  void listsWhatTheApiListsPageForPage() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          boolean isFirst = exchange.getRequestURI().getQuery() == null;
          ScriptedServer.send(
              exchange,
              200,
              isFirst ? index(entry("a", SBOM)) : index(entry("b", SIGNATURE)),
              isFirst ? "Link" : "X-Last",
              "</v2/shop/cart/referrers/" + SUBJECT + "?page=2>; rel=\"next\"");
        })) {
      assertThat(referrers(server, ""))
          .extracting(Descriptor::digest)
          .containsExactly(digest("a"), digest("b"));
    }
  }

  @Test
  void filtersEvenWhereTheRegistryDoesNot() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange ->
            ScriptedServer.send(exchange, 200, index(entry("a", SBOM), entry("b", SIGNATURE))))) {
      assertThat(referrers(server, SIGNATURE))
          .extracting(Descriptor::digest)
          .containsExactly(digest("b"));
      assertThat(server.asked().getFirst().uri())
          .endsWith("?artifactType=application%2Fvnd.example.signature");
    }
  }

  @Test
  void fallsBackToTheTagSchema() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          boolean isTag =
              exchange
                  .getRequestURI()
                  .getPath()
                  .equals("/v2/shop/cart/manifests/sha256-" + SUBJECT.hex());
          ScriptedServer.send(exchange, isTag ? 200 : 404, isTag ? index(entry("a", SBOM)) : "");
        })) {
      assertThat(referrers(server, SBOM))
          .extracting(Descriptor::digest)
          .containsExactly(digest("a"));
    }
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange -> ScriptedServer.send(exchange, 404, ""))) {
      assertThat(referrers(server, "")).isEmpty();
    }
  }

  @Test
  void endsPagesThatNeverEnd() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange ->
            ScriptedServer.send(
                exchange, 200, index(), "Link", "</v2/shop/cart/referrers/x>; rel=\"next\""))) {
      assertRefused(ImageError.LIMIT, () -> referrers(server, ""))
          .hasMessageContaining("more than 100 pages");
    }
  }

  @Test
  void doesNotFollowPagesToAnotherHost() throws IOException {
    try (ScriptedServer other =
            new ScriptedServer(exchange -> ScriptedServer.send(exchange, 200, index()));
        ScriptedServer server =
            new ScriptedServer(exchange ->
                ScriptedServer.send(
                    exchange,
                    200,
                    index(entry("a", SBOM)),
                    "Link",
                    "<http://" + other.host() + "/v2/>; rel=\"next\""))) {
      assertThat(referrers(server, "")).hasSize(1);
      assertThat(other.asked()).isEmpty();
    }
  }
}
