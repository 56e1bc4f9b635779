package dev.seaworthy.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRegistryTest {
  private static final Pattern TOKEN = Pattern.compile("\"(?:access_)?token\":\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private MadeImage made;

  @TempDir Path layout;

  @BeforeEach
  void makeAnImage() throws IOException {
    made = ImageMaker.linux().layer(tar -> tar.file("cargo", "tea")).ociLayout(layout, "1");
  }

  @Test
  void skopeoPullsThroughTheTokenAndTheRedirect() throws Exception {
    Gates.run(
        "token registry by skopeo",
        Skopeo.need(),
        path -> {
          try (TokenRegistry registry =
              TokenRegistry.withPassword("team/hold", layout, "mate", "rum:1")
                  .tag("1", made.manifest())
                  .redirectingBlobs()) {
            assertThat(skopeoCopy(registry, "mate:rum:1")).isZero();
            assertThat(registry.storageRequests()).hasSize(2);
            assertThat(skopeoCopy(registry, "mate:wrong")).isNotZero();
          }
          return 3;
        });
  }

  @Test
  void challengesWithRealmServiceAndScope() throws Exception {
    try (TokenRegistry registry = open()) {
      HttpResponse<String> refused = get(registry, manifestPath(), "");

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("www-authenticate"))
          .contains(
              "Bearer realm=\"http://%s/token\",service=\"seaworthy test registry\",scope=\"repository:team/hold:pull\""
                  .formatted(registry.host()));
    }
  }

  @Test
  void refusesATokenOfAnotherScopeAndAnInventedOne() throws Exception {
    try (TokenRegistry registry = open()) {
      String other = token(registry, "repository:team/other:pull");

      assertThat(get(registry, manifestPath(), other).headers().firstValue("www-authenticate"))
          .get()
          .asString()
          .endsWith("error=\"insufficient_scope\"");
      assertThat(get(registry, manifestPath(), "token-99").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void asksForANewTokenWhenOneIsUsedUp() throws Exception {
    try (TokenRegistry registry = open().withTokensFor(1)) {
      String token = token(registry);

      assertThat(get(registry, manifestPath(), token).statusCode()).isEqualTo(200);
      assertThat(get(registry, manifestPath(), token).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void givesATokenForAPostedIdentityTokenOnly() throws Exception {
    try (TokenRegistry registry =
        TokenRegistry.withIdentityToken("team/hold", layout, "papers").tag("1", made.manifest())) {
      String form = "grant_type=refresh_token&service=seaworthy+test+registry&refresh_token=";

      assertThat(post(registry, form + "forged").statusCode()).isEqualTo(401);
      HttpResponse<String> given =
          post(registry, form + "papers&scope=repository%3Ateam%2Fhold%3Apull");
      assertThat(get(registry, manifestPath(), tokenIn(given)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void servesManifestsWithTheirTypeAndDigest() throws Exception {
    try (TokenRegistry registry = open()) {
      HttpResponse<String> response = get(registry, manifestPath(), token(registry));

      assertThat(Sha256.of(response.body())).isEqualTo(made.manifest().digest());
      assertThat(response.headers().firstValue("content-type"))
          .contains("application/vnd.oci.image.manifest.v1+json");
      assertThat(response.headers().firstValue("docker-content-digest"))
          .contains(made.manifest().digest());
      assertThat(get(registry, "/v2/team/hold/manifests/2", token(registry)).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void refusesCredentialsAtTheStorageLikeAnObjectStore() throws Exception {
    try (TokenRegistry registry = open().redirectingBlobs()) {
      String token = token(registry);
      String place =
          get(registry, blobPath(), token).headers().firstValue("location").orElseThrow();

      assertThat(send(URI.create(place), token).statusCode()).isEqualTo(400);
      assertThat(send(URI.create(place), "").statusCode()).isEqualTo(200);
      assertThat(URI.create(place).getPort()).isNotEqualTo(port(registry));
    }
  }

  @Test
  void resumesARangeAndCanBeToldNotTo() throws Exception {
    try (TokenRegistry registry = open()) {
      String whole = get(registry, blobPath(), token(registry)).body();
      HttpResponse<String> rest = range(registry, "bytes=5-");

      assertThat(rest.statusCode()).isEqualTo(206);
      assertThat(rest.body()).isEqualTo(whole.substring(5));
      assertThat(rest.headers().firstValue("content-range"))
          .contains("bytes 5-" + (whole.length() - 1) + "/" + whole.length());
      assertThat(range(registry, "bytes=" + whole.length() + "-").statusCode()).isEqualTo(416);
      assertThat(range(registry.withoutRanges(), "bytes=5-").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void showsTheOrderedFaultsAndIsThenWellAgain() throws Exception {
    try (TokenRegistry registry =
        open()
            .order(1, new Fault.Refused("/blobs/", 429, "3"))
            .order(1, new Fault.CutOff("/blobs/", 4))
            .order(1, new Fault.Corrupt("/blobs/"))) {
      String token = token(registry);
      HttpResponse<String> refused = get(registry, blobPath(), token);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).contains("3");
      assertThatThrownBy(() -> get(registry, blobPath(), token)).isInstanceOf(IOException.class);
      assertThat(Sha256.of(get(registry, blobPath(), token).body()))
          .isNotEqualTo(made.config().digest());
      assertThat(Sha256.of(get(registry, blobPath(), token).body()))
          .isEqualTo(made.config().digest());
    }
  }

  private TokenRegistry open() throws IOException {
    return TokenRegistry.anonymous("team/hold", layout).tag("1", made.manifest());
  }

  private int skopeoCopy(TokenRegistry registry, String credentials) {
    return Command.of(
            "skopeo",
            "--insecure-policy",
            "copy",
            "--src-tls-verify=false",
            "--src-creds=" + credentials,
            "docker://" + registry.host() + "/team/hold:1",
            "oci:" + layout.resolveSibling(layout.getFileName() + "-copy") + ":1")
        .run()
        .exit();
  }

  private static String manifestPath() {
    return "/v2/team/hold/manifests/1";
  }

  /// The config is a blob of text, so that its bytes survive being read as text.
  private String blobPath() {
    return "/v2/team/hold/blobs/" + made.config().digest();
  }

  private String token(TokenRegistry registry) throws Exception {
    return token(registry, "repository:team/hold:pull");
  }

  private String token(TokenRegistry registry, String scope) throws Exception {
    return tokenIn(get(registry, "/token?service=seaworthy%20test%20registry&scope=" + scope, ""));
  }

  private static String tokenIn(HttpResponse<String> response) {
    Matcher matcher = TOKEN.matcher(response.body());
    assertThat(matcher.find()).as(response.body()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> get(TokenRegistry registry, String path, String token)
      throws Exception {
    return send(URI.create("http://" + registry.host() + path), token);
  }

  private HttpResponse<String> range(TokenRegistry registry, String range) throws Exception {
    return client.send(
        java.net.http.HttpRequest.newBuilder(URI.create("http://" + registry.host() + blobPath()))
            .header("Authorization", "Bearer " + token(registry))
            .header("Range", range)
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> send(URI uri, String token) throws Exception {
    java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(uri);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(TokenRegistry registry, String form) throws Exception {
    return client.send(
        java.net.http.HttpRequest.newBuilder(URI.create("http://" + registry.host() + "/token"))
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private static int port(TokenRegistry registry) {
    return Integer.parseInt(List.of(registry.host().split(":")).getLast());
  }
}
