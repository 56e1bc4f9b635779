package dev.seaworthy.testkit.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.testkit.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// Fulcio (`POST /api/v2/signingCert`), Rekor (`POST /api/v1/log/entries`), a timestamp authority
/// (`POST /tsa`) and the tokens of a pipeline's job (`GET /token`), with keys of their own. What
/// the services check of a request is checked here too.
public final class SigstoreServer implements AutoCloseable {

  /// Who vouches for every identity here.
  public static final String ISSUER = "https://tokens.example";

  /// What a job shows to get its token.
  public static final String JOB_SECRET = "a job's secret";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BEFORE = Duration.ofDays(400);

  private final HttpServer server;
  private final Instant now;
  private final TestFulcio fulcio;
  private final TestRekor rekor;
  private final TestClock clock;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private Duration certifiedBefore = Duration.ofSeconds(30);
  private boolean isLogged = true;
  private KeyPurposeId purpose = KeyPurposeId.id_kp_codeSigning;

  private SigstoreServer(HttpServer server, Instant now) {
    this.server = server;
    this.now = now;
    this.fulcio = new TestFulcio(now.minus(BEFORE));
    this.rekor = new TestRekor(host());
    this.clock = new TestClock(now.minus(BEFORE));
  }

  /// @param now what its clocks show
  public static SigstoreServer open(Instant now) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SigstoreServer opened = new SigstoreServer(http, now);
    http.createContext("/", opened::handle);
    http.start();
    return opened;
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// The address of every service.
  public URI address() {
    return URI.create("http://" + host());
  }

  /// What was asked, as method and path.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /// Certificates that were made so long before the log takes their entries.
  public SigstoreServer certifyingBefore(Duration time) {
    certifiedBefore = time;
    return this;
  }

  /// Certificates that no log of certificates vouches for.
  public SigstoreServer withoutCertificateLog() {
    isLogged = false;
    return this;
  }

  /// Certificates that are for servers.
  public SigstoreServer forServers() {
    purpose = KeyPurposeId.id_kp_serverAuth;
    return this;
  }

  /// An identity token (RFC 7519). Nobody signed it, and this authority takes it.
  public static String token(String identity) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String claims =
        Json.text(
            identity.contains("://")
                ? Map.of("iss", ISSUER, "sub", identity, "aud", "sigstore")
                : Map.of("iss", ISSUER, "sub", "17", "email", identity, "aud", "sigstore"));
    return base64.encodeToString(Keys.utf8("{\"alg\":\"none\"}"))
        + "."
        + base64.encodeToString(Keys.utf8(claims))
        + "."
        + base64.encodeToString(Keys.utf8("signature"));
  }

  /// The `trusted_root.json` of this instance.
  public String trustedRoot() {
    String since = now.minus(BEFORE).toString();
    Map<String, Object> authority =
        Map.of(
            "subject", Map.of("organization", "test", "commonName", "authority"),
            "uri", address().toString(),
            "certChain", Map.of("certificates", List.of(Map.of("rawBytes", base64(fulcio.root())))),
            "validFor", Map.of("start", since));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
    root.put("tlogs", List.of(log(rekor.publicKey(), since)));
    root.put("certificateAuthorities", List.of(authority));
    root.put("ctlogs", List.of(log(fulcio.certificateLog(), since)));
    root.put(
        "timestampAuthorities",
        List.of(
            Map.of(
                "subject", Map.of("organization", "test", "commonName", "clock"),
                "uri", address() + "/tsa",
                "certChain",
                    Map.of(
                        "certificates",
                        clock.chain().stream()
                            .map(each -> Map.of("rawBytes", base64(each)))
                            .toList()),
                "validFor", Map.of("start", since))));
    return Json.text(root);
  }

  private Map<String, Object> log(PublicKey key, String since) {
    return Map.of(
        "baseUrl", address().toString(),
        "hashAlgorithm", "SHA2_256",
        "publicKey",
            Map.of(
                "rawBytes", base64(key.getEncoded()),
                "keyDetails", "PKIX_ECDSA_P256_SHA_256",
                "validFor", Map.of("start", since)),
        "logId", Map.of("keyId", base64(Keys.id(key))));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        switch (path) {
          case "/api/v2/signingCert" -> answer(exchange, 200, certificate(JSON.readTree(body)));
          case "/api/v1/log/entries" -> answer(exchange, 201, entry(JSON.readTree(body)));
          case "/token" -> token(exchange);
          case "/tsa" -> answer(exchange, 200, clock.answer(body, now));
          default -> throw new IllegalArgumentException("no such path");
        }
      } catch (IllegalArgumentException | GeneralSecurityException e) {
        answer(exchange, 400, message(String.valueOf(e.getMessage())));
      }
    }
  }

  private static byte[] message(String text) {
    return Keys.utf8(Json.text(Map.of("code", 3, "message", text)));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void token(HttpExchange exchange) throws IOException {
    boolean isAllowed =
        ("Bearer " + JOB_SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && exchange.getRequestURI().getQuery().contains("audience=sigstore");
    if (isAllowed) {
      answer(
          exchange,
          200,
          Keys.utf8(Json.text(Map.of("value", token("https://ci.example/shop/cart")))));
    } else {
      answer(exchange, 401, message("who are you?"));
    }
  }

  private byte[] certificate(JsonNode asked) throws GeneralSecurityException {
    String token = asked.at("/credentials/oidcIdentityToken").asText();
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("There was an error processing the identity token");
    }
    JsonNode claims;
    try {
      claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    } catch (IOException e) {
      throw new IllegalArgumentException("There was an error processing the identity token", e);
    }
    String identity =
        claims.has("email") ? claims.get("email").asText() : claims.get("sub").asText();
    String pem = asked.at("/publicKeyRequest/publicKey/content").asText();
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new X509EncodedKeySpec(
                    Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
    byte[] proof =
        Base64.getDecoder().decode(asked.at("/publicKeyRequest/proofOfPossession").asText());
    if (!Keys.isSigned(key, Keys.utf8(identity), proof)) {
      throw new IllegalArgumentException(
          "The signature supplied in the request could not be verified");
    }
    byte[] certificate =
        fulcio.certify(key, identity, ISSUER, now.minus(certifiedBefore), isLogged, purpose);
    List<String> chain = fulcio.chain(certificate).stream().map(SigstoreServer::pem).toList();
    return Keys.utf8(
        Json.text(
            Map.of(
                "signedCertificateEmbeddedSct", Map.of("chain", Map.of("certificates", chain)))));
  }

  private byte[] entry(JsonNode proposed) throws IOException {
    JsonNode spec = proposed.get("spec");
    String kind = proposed.get("kind").asText();
    String body =
        switch (kind) {
          case "dsse" -> envelope(spec.get("proposedContent"));
          case "hashedrekord" -> file(spec);
          default -> throw new IllegalArgumentException("no such kind: " + kind);
        };
    return Keys.utf8(
        rekor.add(
            Keys.utf8(
                "{\"apiVersion\":\"0.0.1\",\"kind\":\"%s\",\"spec\":%s}".formatted(kind, body)),
            now));
  }

  /// Canonical JSON, as the log keeps it.
  private static String envelope(JsonNode content) throws IOException {
    String text = content.get("envelope").asText();
    JsonNode envelope = JSON.readTree(text);
    byte[] payload = Base64.getDecoder().decode(envelope.get("payload").asText());
    List<String> signatures = new ArrayList<>();
    for (JsonNode signature : envelope.get("signatures")) {
      signatures.add(
          "{\"signature\":\"%s\",\"verifier\":\"%s\"}"
              .formatted(signature.get("sig").asText(), content.get("verifiers").get(0).asText()));
    }
    return "{\"envelopeHash\":%s,\"payloadHash\":%s,\"signatures\":[%s]}"
        .formatted(hash(Keys.utf8(text)), hash(payload), String.join(",", signatures));
  }

  private static String file(JsonNode spec) {
    return "{\"data\":{\"hash\":{\"algorithm\":\"sha256\",\"value\":\"%s\"}},\"signature\":{\"content\":\"%s\",\"publicKey\":{\"content\":\"%s\"}}}"
        .formatted(
            spec.at("/data/hash/value").asText(),
            spec.at("/signature/content").asText(),
            spec.at("/signature/publicKey/content").asText());
  }

  private static String hash(byte[] of) {
    return "{\"algorithm\":\"sha256\",\"value\":\"%s\"}"
        .formatted(HexFormat.of().formatHex(Keys.sha256(of)));
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
