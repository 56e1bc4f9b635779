package dev.seaworthy.image.registry;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.source.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  /// A registry without the referrers API that keeps what is put under a tag.
  private static ScriptedServer withoutApi(Map<String, byte[]> manifests) throws IOException {
    return new ScriptedServer(exchange -> {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          manifests.put(path, body);
          ScriptedServer.send(exchange, 201, "");
        }
        case "HEAD" -> ScriptedServer.send(exchange, 200, "");
        default -> {
          byte[] known = manifests.get(path);
          String text = known == null ? "" : new String(known, StandardCharsets.UTF_8);
          ScriptedServer.send(
              exchange,
              known == null ? 404 : 200,
              text,
              "Content-Type",
              text.contains("\"layers\"")
                  ? "application/vnd.oci.image.manifest.v1+json"
                  : "application/vnd.oci.image.index.v1+json");
        }
      }
    });
  }

  private static void attach(ImageReference image) {
    try (RegistryWriter writer = RegistryWriter.open(image, Opening.options())) {
      writer.attach(
          writer.subject(),
          SIGNATURE,
          new MediaType(SIGNATURE),
          new byte[] {'{', '}'},
          Map.of("who", "us"));
    }
  }

  private static final String IMAGE =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
       "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s",
       "size":1},"layers":[]}\
      """
          .formatted("1".repeat(64));

  @Test
  void keepsWhateverOthersWroteIntoTheIndexUnderTheTag() throws IOException {
    String theirs =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",
         "artifactType":"application/vnd.example.list","annotations":{"kept":"by another tool"},
         "x-vendor":{"deep":[1,2.5,null,true]},
         "manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s",
           "size":7,"artifactType":"%s","urls":["https://example.com/a"],"data":"e30=",
           "platform":{"architecture":"arm64","os":"linux","variant":"v8"},
           "annotations":{"a":"b"},"x-own":7}]}\
        """
            .formatted(digest("a"), SBOM);
    Digest subject = Digest.sha256(IMAGE.getBytes(StandardCharsets.UTF_8));
    String tag = "/v2/shop/cart/manifests/sha256-" + subject.hex();
    Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    manifests.put("/v2/shop/cart/manifests/1", IMAGE.getBytes(StandardCharsets.UTF_8));
    manifests.put(tag, theirs.getBytes(StandardCharsets.UTF_8));

    try (ScriptedServer server = withoutApi(manifests);
        RegistryClient client = new RegistryClient(Opening.registry(), Limits.defaults())) {
      ImageReference image = ImageReference.parse(server.host() + "/shop/cart:1");
      for (int times = 0; times < 2; times++) {
        attach(image);
      }
      assertThat(client.referrers(image, subject, SIGNATURE)).hasSize(1);
    }
    JsonReader reader = new JsonReader(Limits.defaults());
    JsonObject before = reader.readObject(theirs.getBytes(StandardCharsets.UTF_8), "before");
    JsonObject after = reader.readObject(manifests.get(tag), "after");
    Map<String, JsonValue> rest = new HashMap<>(after.members());
    rest.put("manifests", before.members().get("manifests"));
    assertThat(rest).isEqualTo(before.members());
    assertThat(after.array("manifests"))
        .hasSize(2)
        .startsWith(before.array("manifests").getFirst());
  }

  @Test
  void doesNotReplaceWhatIsNoIndex() throws IOException {
    Digest subject = Digest.sha256(IMAGE.getBytes(StandardCharsets.UTF_8));
    String tag = "/v2/shop/cart/manifests/sha256-" + subject.hex();
    Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    manifests.put("/v2/shop/cart/manifests/1", IMAGE.getBytes(StandardCharsets.UTF_8));
    manifests.put(tag, IMAGE.getBytes(StandardCharsets.UTF_8));

    try (ScriptedServer server = withoutApi(manifests)) {
      ImageReference image = ImageReference.parse(server.host() + "/shop/cart:1");
      assertRefused(ImageError.NOT_AN_IMAGE, () -> attach(image));
    }
    assertThat(manifests.get(tag)).isEqualTo(IMAGE.getBytes(StandardCharsets.UTF_8));
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
