package dev.seaworthy.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.testkit.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The token endpoint of a registry: gives a token for one scope to whoever has the right
/// credentials, and tells later whether a request's token is good for what it wants.
final class TokenIssuer {
  private static final String SERVICE = "seaworthy test registry";

  private final @Nullable String user;
  private final @Nullable String secret;
  private final Map<String, Grant> grants = new HashMap<>();
  private int usesMax = Integer.MAX_VALUE;

  /// What a token is good for.
  private static final class Grant {
    private final String scope;
    private int usesLeft;

    Grant(String scope, int usesLeft) {
      this.scope = scope;
      this.usesLeft = usesLeft;
    }
  }

  /// @param user null for an identity token instead of a password
  /// @param secret the password or the identity token; null to give tokens to everybody
  TokenIssuer(@Nullable String user, @Nullable String secret) {
    this.user = user;
    this.secret = secret;
  }

  synchronized void limitUses(int requests) {
    usesMax = requests;
  }

  /// The value of `WWW-Authenticate` to refuse a request with, or nothing when its token is good.
  synchronized Optional<String> challenge(HttpRequest request, String host, String repository) {
    String scope = "repository:" + repository + ":pull";
    String realm = "http://" + host + "/token";
    String challenge =
        "Bearer realm=\"%s\",service=\"%s\",scope=\"%s\"".formatted(realm, SERVICE, scope);
    String authorization = request.header("authorization").orElse("");
    if (!authorization.startsWith("Bearer ")) {
      return Optional.of(challenge);
    }
    Grant grant = grants.get(authorization.substring("Bearer ".length()));
    if (grant == null || grant.usesLeft == 0) {
      return Optional.of(challenge + ",error=\"invalid_token\"");
    }
    if (!grant.scope.equals(scope)) {
      return Optional.of(challenge + ",error=\"insufficient_scope\"");
    }
    grant.usesLeft--;
    return Optional.empty();
  }

  void answer(HttpRequest request, HttpExchange exchange) throws IOException {
    boolean posted = request.method().equals("POST");
    String form =
        posted ? new String(exchange.getRequestBody().readAllBytes(), UTF_8) : request.query();
    Map<String, String> wanted = decoded(form);
    if (!SERVICE.equals(wanted.get("service"))) {
      Body.error("UNSUPPORTED").send(exchange, 400);
    } else if (!isRight(request, wanted, posted)) {
      Body.error("UNAUTHORIZED").send(exchange, 401);
    } else {
      String token = grant(wanted.getOrDefault("scope", ""));
      Map<String, Object> answer =
          Map.of(posted ? "access_token" : "token", token, "expires_in", 300);
      Body.of(Json.text(answer), "application/json").send(exchange, 200);
    }
  }

  private synchronized String grant(String scope) {
    String token = "token-" + (grants.size() + 1);
    grants.put(token, new Grant(scope, usesMax));
    return token;
  }

  private boolean isRight(HttpRequest request, Map<String, String> wanted, boolean posted) {
    if (secret == null) {
      return !posted && request.header("authorization").isEmpty();
    }
    if (user == null) {
      return posted
          && "refresh_token".equals(wanted.get("grant_type"))
          && secret.equals(wanted.get("refresh_token"));
    }
    String basic = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
    return request.header("authorization").orElse("").equals("Basic " + basic);
  }

  private static Map<String, String> decoded(String form) {
    Map<String, String> decoded = new HashMap<>();
    Arrays.stream(form.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair ->
            decoded.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8)));
    return decoded;
  }
}
