package dev.seaworthy.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A registry over an OCI layout that only hands out content for bearer tokens, can send its blobs
/// from a storage on another host and port, and shows faults on order. It only serves pulls.
public final class TokenRegistry implements AutoCloseable {
  private static final Pattern CONTENT = Pattern.compile("/v2/(.+)/(manifests|blobs)/([^/]+)");

  private final String repository;
  private final Path blobs;
  private final TokenIssuer issuer;
  private final Faults faults = new Faults();
  private final Map<String, Descriptor> manifests = new ConcurrentHashMap<>();
  private final LoopbackServer server;
  private final LoopbackServer storage;
  private volatile boolean redirecting;
  private volatile boolean rangesAllowed = true;
  private volatile @Nullable String toldDigest;

  private TokenRegistry(String repository, Path layout, TokenIssuer issuer) throws IOException {
    this.repository = repository;
    this.blobs = layout.resolve("blobs/sha256");
    this.issuer = issuer;
    this.storage = new LoopbackServer(this::answerFromStorage);
    this.server = new LoopbackServer(this::answer);
  }

  /// A registry that gives tokens to everybody, as public ones do.
  public static TokenRegistry anonymous(String repository, Path layout) throws IOException {
    return new TokenRegistry(repository, layout, new TokenIssuer(null, null));
  }

  /// A registry that gives tokens for a name and a password.
  public static TokenRegistry withPassword(
      String repository, Path layout, String user, String password) throws IOException {
    return new TokenRegistry(repository, layout, new TokenIssuer(user, password));
  }

  /// A registry that gives tokens for an identity token, as credential helpers hold them: the
  /// client posts it as `refresh_token`.
  public static TokenRegistry withIdentityToken(String repository, Path layout, String token)
      throws IOException {
    return new TokenRegistry(repository, layout, new TokenIssuer(null, token));
  }

  /// Lets a tag point to a manifest or index of the layout.
  public TokenRegistry tag(String tag, Descriptor manifest) {
    manifests.put(tag, manifest);
    return serving(manifest);
  }

  /// Serves a manifest of the layout by its digest, as the children of an index are.
  public TokenRegistry serving(Descriptor manifest) {
    manifests.put(manifest.digest(), manifest);
    return this;
  }

  /// Sends clients to the storage for blobs, on another host and port. Like an object store it
  /// answers 400 to a request that still carries credentials for the registry.
  public TokenRegistry redirectingBlobs() {
    redirecting = true;
    return this;
  }

  /// Answers requests for a range with everything.
  public TokenRegistry withoutRanges() {
    rangesAllowed = false;
    return this;
  }

  /// Names this digest in `Docker-Content-Digest` whatever the content is.
  public TokenRegistry tellingDigest(String digest) {
    toldDigest = digest;
    return this;
  }

  /// Lets each token serve only so many requests.
  public TokenRegistry withTokensFor(int requests) {
    issuer.limitUses(requests);
    return this;
  }

  /// Lets something go wrong the next times, at the registry or at the storage.
  public TokenRegistry order(int times, Fault fault) {
    faults.order(times, fault);
    return this;
  }

  /// Host and port, as image references begin.
  public String host() {
    return server.host();
  }

  /// What the registry and its token endpoint were asked so far.
  public List<HttpRequest> requests() {
    return server.requests();
  }

  /// What the storage was asked so far.
  public List<HttpRequest> storageRequests() {
    return storage.requests();
  }

  @Override
  public void close() {
    server.close();
    storage.close();
  }

  private void answer(HttpRequest request, HttpExchange exchange) throws IOException {
    if (request.path().equals("/token")) {
      if (!faults.befall(Body.error("UNKNOWN"), request, exchange)) {
        issuer.answer(request, exchange);
      }
      return;
    }
    exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
    Optional<String> challenge = issuer.challenge(request, host(), repository);
    if (challenge.isPresent()) {
      exchange.getResponseHeaders().set("WWW-Authenticate", challenge.get());
      Body.error("UNAUTHORIZED").send(exchange, 401);
      return;
    }
    if (request.path().equals("/v2/")) {
      Body.of("{}", "application/json").send(exchange, 200);
      return;
    }
    Matcher content = CONTENT.matcher(request.path());
    if (!content.matches() || !content.group(1).equals(repository)) {
      Body.error("NAME_UNKNOWN").send(exchange, 404);
    } else if (content.group(2).equals("manifests")) {
      answerManifest(content.group(3), request, exchange);
    } else {
      answerBlob(content.group(3), request, exchange);
    }
  }

  private void answerManifest(String reference, HttpRequest request, HttpExchange exchange)
      throws IOException {
    Descriptor manifest = manifests.get(reference);
    if (manifest == null) {
      Body.error("MANIFEST_UNKNOWN").send(exchange, 404);
      return;
    }
    String told = toldDigest == null ? manifest.digest() : toldDigest;
    exchange.getResponseHeaders().set("Docker-Content-Digest", told);
    Body body = body(blobs.resolve(Sha256.hex(manifest.digest())), manifest.mediaType());
    if (!faults.befall(body, request, exchange)) {
      body.send(request, exchange, false);
    }
  }

  private void answerBlob(String digest, HttpRequest request, HttpExchange exchange)
      throws IOException {
    if (!Files.exists(blobs.resolve(Sha256.hex(digest)))) {
      Body.error("BLOB_UNKNOWN").send(exchange, 404);
    } else if (redirecting) {
      String place = "http://" + storage.host() + "/store/" + digest + "?signature=abc%2Fdef";
      exchange.getResponseHeaders().set("Location", place);
      exchange.sendResponseHeaders(307, -1);
    } else {
      sendBlob(digest, request, exchange);
    }
  }

  private void answerFromStorage(HttpRequest request, HttpExchange exchange) throws IOException {
    if (request.header("authorization").isPresent()
        || !request.query().equals("signature=abc%2Fdef")) {
      Body.of("only one way to authenticate\n", "text/plain").send(exchange, 400);
      return;
    }
    sendBlob(request.path().substring("/store/".length()), request, exchange);
  }

  private void sendBlob(String digest, HttpRequest request, HttpExchange exchange)
      throws IOException {
    Body body = body(blobs.resolve(Sha256.hex(digest)), "application/octet-stream");
    if (!faults.befall(body, request, exchange)) {
      body.send(request, exchange, rangesAllowed);
    }
  }

  private static Body body(Path file, String type) throws IOException {
    return new Body(Files.size(file), () -> Files.newInputStream(file), type);
  }
}
