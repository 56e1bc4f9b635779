package dev.seaworthy.server.identity;

import static dev.seaworthy.server.identity.Installation.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.server.ApiClient;
import dev.seaworthy.server.ApiClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Signing in by a provider that is written from the specification (OpenID Connect Core 1.0 §3.1).
class OidcProcessTest {
  private static Installation installation;
  private static HttpServer provider;
  private static RSAKey key;
  private static String issuer;
  private static volatile String challenge = "";
  private static volatile String token = "";

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    provider.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            send(
                exchange,
                200,
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize",\
                "token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}\
                """
                    .formatted(issuer)));
    provider.createContext(
        "/keys", exchange -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    provider.createContext("/token", OidcProcessTest::token);
    provider.start();
    installation = Installation.start();
    ApiClient founder = installation.founder;
    ok(
        founder.put(
            "/oidc-providers/work",
            """
            {'issuer':'%s','client':'seaworthy','secret':'s3cret','amr':['mfa'],
             'callback':'https://localhost/api/v1/oidc/work/callback'}\
            """
                .formatted(issuer)));
    installation.person("wim");
    ok(founder.post("/oidc-providers/work/links", "{'person':'wim','subject':'sub-1'}"));
  }

  @AfterAll
  static void stop() throws Exception {
    provider.stop(0);
    installation.close();
  }

  /// Gives the token only to who has the verifier of the challenge and our secret.
  private static void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean right =
        OidcClient.challenge(form.getOrDefault("code_verifier", "")).equals(challenge)
            && "c0de".equals(form.get("code"))
            && "Basic c2Vhd29ydGh5OnMzY3JldA=="
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    send(
        exchange,
        right ? 200 : 400,
        right
            ? "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                .formatted(token)
            : "{\"error\":\"invalid_grant\"}");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> query(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  /// Goes all the way; the claims are those of an honest provider until changed.
  private static Answer login(
      ApiClient client, UnaryOperator<JWTClaimsSet.Builder> change, RSAKey by) throws Exception {
    Map<String, String> asked = begin(client);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience("seaworthy")
            .subject("sub-1")
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .claim("nonce", asked.get("nonce"));
    token = sign(change.apply(claims).build(), by);
    return client.get("/oidc/work/callback?code=c0de&state=" + asked.get("state"));
  }

  private static Map<String, String> begin(ApiClient client) throws Exception {
    Answer begun = client.get("/oidc/work/login");
    assertThat(begun.status()).isEqualTo(303);
    URI location = URI.create(begun.response().headers().firstValue("Location").orElseThrow());
    Map<String, String> asked = query(location.getRawQuery());
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "seaworthy")
        .containsEntry("code_challenge_method", "S256");
    challenge = asked.get("code_challenge");
    String cookie =
        begun.response().headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith(OidcResource.COOKIE))
            .findFirst()
            .orElseThrow();
    client.headers.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
    return asked;
  }

  private static String sign(JWTClaimsSet claims, RSAKey by) throws Exception {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
    jwt.sign(new RSASSASigner(by));
    return jwt.serialize();
  }

  private static ApiClient client() throws Exception {
    return ApiClient.of(installation.platform);
  }

  private static String state(ApiClient client) throws Exception {
    client.headers.remove("Cookie");
    return ok(client.get("/session")).text("state");
  }

  @Test
  void opensASessionForWhoIsKnown() throws Exception {
    ApiClient client = client();
    Answer answer = login(client, claims -> claims, key);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(303);
    assertThat(state(client)).isEqualTo("signed-in");
    assertThat(ok(client.get("/me")).text("factors")).isEqualTo("ONE");
    assertThat(login(client(), claims -> claims.subject("sub-2"), key).status()).isEqualTo(403);
  }

  @Test
  void believesNoTokenThatDoesNotHold() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).keyID("k1").generate();
    assertThat(login(client(), claims -> claims, other).status()).isEqualTo(401);
    List<UnaryOperator<JWTClaimsSet.Builder>> wrong =
        List.of(
            claims -> claims.issuer("https://elsewhere.example"),
            claims -> claims.audience("another-client"),
            claims -> claims.audience(List.of("seaworthy", "another-client")),
            claims -> claims.claim("nonce", "another"),
            claims -> claims.claim("nonce", null),
            claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))),
            claims -> claims.expirationTime(null),
            claims -> claims.subject(null));
    for (UnaryOperator<JWTClaimsSet.Builder> each : wrong) {
      ApiClient client = client();
      assertThat(login(client, each, key).status()).isEqualTo(401);
      assertThat(client.cookie).isNull();
    }
    ApiClient unsigned = client();
    Map<String, String> asked = begin(unsigned);
    token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzdWItMSJ9.";
    assertThat(unsigned.get("/oidc/work/callback?code=c0de&state=" + asked.get("state")).status())
        .isEqualTo(401);
  }

  @Test
  void finishesOnlyWhatTheSameBrowserBeganAndOnce() throws Exception {
    ApiClient victim = client();
    Map<String, String> asked = begin(client());
    assertThat(victim.get("/oidc/work/callback?code=c0de&state=" + asked.get("state")).status())
        .isEqualTo(403);
    ApiClient own = client();
    Map<String, String> begun = begin(own);
    assertThat(own.get("/oidc/work/callback?code=c0de&state=forged").status()).isEqualTo(403);
    assertThat(own.get("/oidc/work/callback?code=wrong&state=" + begun.get("state")).status())
        .isEqualTo(401);
    assertThat(own.get("/oidc/work/callback?code=c0de&state=" + begun.get("state")).status())
        .isEqualTo(403);
  }

  @Test
  void withoutTheClaimItIsOneFactorAndWithItTwo() throws Exception {
    ApiClient founder = installation.founder;
    installation.enrol(founder);
    ok(founder.put("/sign-in-rule", "{'secondFactor':'required'}"));
    ApiClient weak = client();
    assertThat(login(weak, claims -> claims.claim("amr", List.of("pwd")), key).status())
        .isEqualTo(303);
    assertThat(state(weak)).isEqualTo("enrol-second-factor");
    assertThat(weak.get("/me").status()).isEqualTo(401);
    assertThat(weak.get("/projects").status()).isEqualTo(401);
    ApiClient strong = client();
    assertThat(login(strong, claims -> claims.claim("amr", List.of("pwd", "mfa")), key).status())
        .isEqualTo(303);
    assertThat(state(strong)).isEqualTo("signed-in");
    ok(strong.get("/me"));
    ok(founder.put("/sign-in-rule", "{'secondFactor':'optional'}"));
  }
}
