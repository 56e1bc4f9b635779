package dev.seaworthy.image.registry;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.source.Opening;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.registry.Fault;
import dev.seaworthy.testkit.registry.HttpRequest;
import dev.seaworthy.testkit.registry.TokenRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens, redirects, faults and their cure, against a registry that shows them on order.
class RegistryClientTest {

  private static final String REPOSITORY = "shop/cart";
  private static final String PASSWORD = "anchor-7-secret";

  @TempDir static Path folder;

  private static MadeImage made;

  private final List<Duration> pauses = new ArrayList<>();

  @BeforeAll
  static void make() throws IOException {
    byte[] noise = new byte[3 << 20];
    new Random(7).nextBytes(noise);
    made = ImageMaker.linux().layer(tar -> tar.file("noise", noise)).ociLayout(folder, "1.8");
  }

  private TokenRegistry anonymous() throws IOException {
    return TokenRegistry.anonymous(REPOSITORY, folder).tag("1.8", made.manifest());
  }

  private RegistryOptions options() {
    return Opening.registry()
        .withTraffic(new RegistryOptions.Traffic(3, "seaworthy/test", Opening.CLOCK, pauses::add));
  }

  private static ImageReference reference(String host) {
    return ImageReference.parse(host + "/" + REPOSITORY + ":1.8");
  }

  private RegistryClient client(RegistryOptions options) {
    return new RegistryClient(options, Limits.defaults());
  }

  private Descriptor layer() {
    dev.seaworthy.testkit.image.Descriptor layer = made.layers().getFirst().descriptor();
    return Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.parse(layer.digest()), layer.size());
  }

  private String readLayer(RegistryClient client, String host) throws IOException {
    try (InputStream in = client.blobStream(reference(host), layer(), "layer 1 of 1")) {
      return Sha256.of(in.readAllBytes());
    }
  }

  private static List<String> paths(List<HttpRequest> requests) {
    return requests.stream()
        .map(request -> request.method() + " " + request.path().replaceAll("sha256:.*", "…"))
        .toList();
  }

  @Test
  void asksForATokenOnceAndUsesItForAll() throws IOException {
    try (TokenRegistry registry = anonymous();
        RegistryClient client = client(options())) {
      ServedManifest manifest = client.manifest(reference(registry.host()));
      assertThat(manifest.digest()).hasToString(made.manifest().digest());
      assertThat(manifest.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
      assertThat(readLayer(client, registry.host())).isEqualTo(layer().digest().toString());

      assertThat(paths(registry.requests()))
          .containsExactly(
              "GET /v2/shop/cart/manifests/1.8",
              "GET /token",
              "GET /v2/shop/cart/manifests/1.8",
              "GET /v2/shop/cart/blobs/…");
      assertThat(registry.requests())
          .allSatisfy(
              request -> assertThat(request.header("user-agent")).contains("seaworthy/test"));
    }
  }

  @Test
  void makesNoRequestBeforeItIsAsked() throws IOException {
    try (TokenRegistry registry = anonymous()) {
      client(options()).close();
      assertThat(registry.requests()).isEmpty();
    }
  }

  @Test
  void exchangesAPasswordForAToken() throws IOException {
    try (TokenRegistry registry =
            TokenRegistry.withPassword(REPOSITORY, folder, "mate", PASSWORD)
                .tag("1.8", made.manifest());
        RegistryClient client =
            client(options().withCredentials(new Credentials.Password("mate", PASSWORD)))) {
      assertThat(client.manifest(reference(registry.host())).digest())
          .hasToString(made.manifest().digest());
      assertThat(registry.requests())
          .filteredOn(request -> request.path().equals("/token"))
          .singleElement()
          .satisfies(request ->
              assertThat(request.query())
                  .contains("scope=repository%3Ashop%2Fcart%3Apull", "account=mate"));
    }
  }

  @Test
  void exchangesAnIdentityTokenByPost() throws IOException {
    try (TokenRegistry registry =
            TokenRegistry.withIdentityToken(REPOSITORY, folder, "refresh-me-please")
                .tag("1.8", made.manifest());
        RegistryClient client =
            client(options().withCredentials(new Credentials.IdentityToken("refresh-me-please")))) {
      assertThat(client.manifest(reference(registry.host())).digest())
          .hasToString(made.manifest().digest());
      assertThat(paths(registry.requests())).contains("POST /token");
    }
  }

  @Test
  void saysWhoseCredentialsWereRefusedAndNeverTheSecret() throws IOException {
    try (TokenRegistry registry =
            TokenRegistry.withPassword(REPOSITORY, folder, "mate", "another")
                .tag("1.8", made.manifest());
        RegistryClient client =
            client(options().withCredentials(new Credentials.Password("mate", PASSWORD)))) {
      assertRefused(
              ImageError.REGISTRY_UNAUTHORISED, () -> client.manifest(reference(registry.host())))
          .hasMessageContaining("password of mate (as given)")
          .hasMessageContaining("UNAUTHORIZED")
          .satisfies(e -> assertThat(e.toString()).doesNotContain(PASSWORD));
    }
  }

  @Test
  void saysThatThereWereNoCredentials() throws IOException {
    try (TokenRegistry registry =
            TokenRegistry.withPassword(REPOSITORY, folder, "mate", PASSWORD)
                .tag("1.8", made.manifest());
        RegistryClient client = client(options())) {
      assertRefused(
              ImageError.REGISTRY_UNAUTHORISED, () -> client.manifest(reference(registry.host())))
          .hasMessageContaining("a token without credentials");
    }
  }

  @Test
  void asksForANewTokenWhenTheOldOneIsNoLongerGood() throws IOException {
    try (TokenRegistry registry = anonymous().withTokensFor(1);
        RegistryClient client = client(options())) {
      client.manifest(reference(registry.host()));
      client.manifest(reference(registry.host()));

      assertThat(registry.requests())
          .filteredOn(request -> request.path().equals("/token"))
          .hasSize(2);
    }
  }

  @Test
  void followsARedirectWithoutItsCredentials() throws IOException {
    try (TokenRegistry registry = anonymous().redirectingBlobs();
        RegistryClient client = client(options())) {
      assertThat(readLayer(client, registry.host())).isEqualTo(layer().digest().toString());

      assertThat(registry.storageRequests())
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request.header("authorization")).isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void goesOnWhereTheConnectionBroke(boolean isRedirecting, boolean isWithoutRanges)
      throws IOException {
    try (TokenRegistry registry = anonymous();
        RegistryClient client = client(options())) {
      if (isRedirecting) {
        registry.redirectingBlobs();
      }
      if (isWithoutRanges) {
        registry.withoutRanges();
      }
      registry.order(1, new Fault.CutOff(layer().digest().hex(), 1_000_000));

      assertThat(readLayer(client, registry.host())).isEqualTo(layer().digest().toString());
      List<HttpRequest> requests = isRedirecting ? registry.storageRequests() : registry.requests();
      assertThat(requests)
          .filteredOn(request -> request.path().contains(layer().digest().hex()))
          .last()
          .satisfies(request -> assertThat(request.header("range")).contains("bytes=1000000-"));
      assertThat(pauses).contains(Duration.ofMillis(500));
    }
  }

  @Test
  void goesOnAsOftenAsBytesComeThrough() throws IOException {
    try (TokenRegistry registry = anonymous().withoutRanges();
        RegistryClient client = client(options())) {
      // Each break comes a megabyte later than the one before, so each try gets on.
      registry
          .order(1, new Fault.CutOff(layer().digest().hex(), 1 << 19))
          .order(1, new Fault.CutOff(layer().digest().hex(), 3 << 19))
          .order(1, new Fault.CutOff(layer().digest().hex(), 5 << 19));

      assertThat(readLayer(client, registry.host())).isEqualTo(layer().digest().toString());
    }
  }

  @Test
  void givesUpOnABlobThatAlwaysBreaksAtTheSamePlace() throws IOException {
    try (TokenRegistry registry =
            anonymous().withoutRanges().order(9, new Fault.CutOff(layer().digest().hex(), 4_096));
        RegistryClient client = client(options())) {
      assertRefused(ImageError.TRUNCATED, () -> readLayer(client, registry.host()))
          .hasMessageContaining("layer 1 of 1 ends after 4,096 of")
          .hasMessageContaining("4 times in a row");
      assertThat(pauses)
          .containsSubsequence(
              Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void triesAgainWhatFailedInPassing(int status) throws IOException {
    try (TokenRegistry registry = anonymous().order(2, Fault.refused("manifests", status));
        RegistryClient client = client(options())) {
      assertThat(client.manifest(reference(registry.host())).digest())
          .hasToString(made.manifest().digest());
      assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  @Test
  void givesUpAfterAsManyTriesAsTheLimitSays() throws IOException {
    try (TokenRegistry registry = anonymous().order(9, Fault.refused("manifests", 503));
        RegistryClient client = client(options())) {
      assertRefused(ImageError.REGISTRY_REFUSED, () -> client.manifest(reference(registry.host())))
          .hasMessageContaining("status 503")
          .hasMessageContaining("TOOMANYREQUESTS");
      assertThat(pauses).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 405, 410, 501})
  void doesNotTryAgainWhatWillNotGetBetter(int status) throws IOException {
    try (TokenRegistry registry = anonymous().order(9, Fault.refused("manifests", status));
        RegistryClient client = client(options())) {
      assertThatThrownBy(() -> client.manifest(reference(registry.host())))
          .isInstanceOf(SeaworthyException.class);
      assertThat(pauses).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"7 ; 7", "Fri, 02 Jan 2026 03:04:35 GMT ; 30", "Thu, 01 Jan 2026 00:00:00 GMT ; 0"})
  void waitsAsLongAsTheRegistryAsks(String retryAfter, long seconds) throws IOException {
    try (TokenRegistry registry =
            anonymous().order(1, new Fault.Refused("manifests", 429, retryAfter));
        RegistryClient client = client(options())) {
      client.manifest(reference(registry.host()));

      assertThat(pauses).containsExactly(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void doesNotWaitLongerThanTheLimit() throws IOException {
    try (TokenRegistry registry =
            anonymous().order(1, new Fault.Refused("manifests", 429, "3600"));
        RegistryClient client = client(options())) {
      assertRefused(ImageError.REGISTRY_REFUSED, () -> client.manifest(reference(registry.host())))
          .hasMessageContaining("asks to wait")
          .hasMessageContaining("Retry-After: 3600");
      assertThat(pauses).isEmpty();
    }
  }

  @Test
  void triesTheTokenServerAgainToo() throws IOException {
    try (TokenRegistry registry = anonymous().order(1, Fault.refused("/token", 503));
        RegistryClient client = client(options())) {
      client.manifest(reference(registry.host()));

      assertThat(pauses).hasSize(1);
    }
  }

  @Test
  void readsASmallAnswerAgainWhenItBreaksOff() throws IOException {
    try (TokenRegistry registry = anonymous().order(1, new Fault.CutOff("manifests", 10));
        RegistryClient client = client(options())) {
      assertThat(client.manifest(reference(registry.host())).digest())
          .hasToString(made.manifest().digest());
    }
  }

  @Test
  void saysWhichManifestIsNotThere() throws IOException {
    try (TokenRegistry registry = anonymous();
        RegistryClient client = client(options())) {
      ImageReference missing = ImageReference.parse(registry.host() + "/shop/cart:9.9");

      assertRefused(ImageError.NOT_FOUND, () -> client.manifest(missing))
          .hasMessageContaining(registry.host())
          .hasMessageContaining("9.9")
          .hasMessageContaining("shop/cart");
    }
  }

  @Test
  void tellsWhetherABlobIsThere() throws IOException {
    try (TokenRegistry registry = anonymous();
        RegistryClient client = client(options())) {
      ImageReference image = reference(registry.host());

      assertThat(client.hasBlob(image, layer().digest())).isTrue();
      assertThat(client.hasBlob(image, Digest.parse("sha256:" + "0".repeat(64)))).isFalse();
    }
  }

  @Test
  void readsABlobAsAWholeAndVerifiesIt() throws IOException {
    try (TokenRegistry registry = anonymous();
        RegistryClient client = client(options())) {
      ImageReference image = reference(registry.host());
      Descriptor config =
          Descriptor.of(
              MediaType.OCI_CONFIG, Digest.parse(made.config().digest()), made.config().size());

      assertThat(Sha256.of(client.blob(image, config, Limit.CONFIG_BYTES)))
          .isEqualTo(made.config().digest());
      registry.order(1, new Fault.Corrupt(config.digest().hex()));
      assertRefused(
          ImageError.DIGEST_MISMATCH, () -> client.blob(image, config, Limit.CONFIG_BYTES));
    }
  }

  @Test
  void refusesABlobBeyondItsLimitBeforeAsking() throws IOException {
    try (TokenRegistry registry = anonymous();
        RegistryClient client = client(options())) {
      Descriptor huge = Descriptor.of(MediaType.OCI_CONFIG, layer().digest(), 1L << 40);

      assertRefused(
          ImageError.LIMIT,
          () -> client.blob(reference(registry.host()), huge, Limit.CONFIG_BYTES));
      assertThat(registry.requests()).isEmpty();
    }
  }
}
