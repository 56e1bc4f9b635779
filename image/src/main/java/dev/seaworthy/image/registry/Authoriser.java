package dev.seaworthy.image.registry;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.registry.CredentialLookup.Found;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Answers a registry's challenges for one repository (distribution's token authentication; RFC
/// 6749 for identity tokens; RFC 7617 for basic) and keeps what it got until it ends.
final class Authoriser {

  /// What a header can carry (RFC 6750).
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,65536}");

  /// A token without an end is good for so long (distribution, "Token authentication").
  private static final long SECONDS_DEFAULT = 60;

  /// Tokens are given up a little early, so that none ends on its way.
  private static final long SECONDS_SPARE = 10;

  private final RegistryAddress address;
  private final String repository;
  private final RegistryOptions options;
  private final Limits limits;
  private final Transport transport;
  private final Retries retries;
  private final Redaction redaction;
  private String authorization = "";
  private Instant end = Instant.MAX;

  Authoriser(
      RegistryAddress address,
      String repository,
      RegistryOptions options,
      Limits limits,
      Transport transport,
      Retries retries,
      Redaction redaction) {
    this.address = address;
    this.repository = repository;
    this.options = options;
    this.limits = limits;
    this.transport = transport;
    this.retries = retries;
    this.redaction = redaction;
  }

  /// The value of `Authorization` to send, or empty when none is known to be needed.
  synchronized String current() {
    if (!options.traffic().clock().instant().isBefore(end)) {
      authorization = "";
      end = Instant.MAX;
    }
    return authorization;
  }

  /// The value of `Authorization` that the registry asks for.
  ///
  /// @param refused what was sent; when another thread has got something newer since, that is
  ///   returned
  /// @throws SeaworthyException [ImageError#REGISTRY_UNAUTHORISED] when there is no way to satisfy
  ///   it
  synchronized String answer(List<Challenge> challenges, String refused) throws IOException {
    String known = current();
    if (!known.isEmpty() && !known.equals(refused)) {
      return known;
    }
    Optional<Found> found = found();
    for (Challenge challenge : challenges) {
      if (challenge.scheme().equals("bearer")) {
        authorization = "Bearer " + token(challenge, found);
        return authorization;
      }
    }
    for (Challenge challenge : challenges) {
      if (challenge.scheme().equals("basic")) {
        authorization = basic(found);
        end = Instant.MAX;
        return authorization;
      }
    }
    throw new SeaworthyException(
        ImageError.REGISTRY_UNAUTHORISED,
        "%s refuses access to %s and says no way of authentication that is known here"
            .formatted(address.registry(), repository));
  }

  private Optional<Found> found() {
    Credentials given = options.credentials();
    Optional<Found> found =
        given == null
            ? new CredentialLookup(options, limits).find(address.registry(), repository)
            : Optional.of(new Found(given, "as given"));
    found.ifPresent(present -> {
      switch (present.credentials()) {
        case Credentials.Password(String user, String password) -> {
          redaction.hide(password);
          redaction.hide(encoded(user, password));
        }
        case Credentials.IdentityToken(String token) -> redaction.hide(token);
        case Credentials.RegistryToken(String token) -> redaction.hide(token);
      }
    });
    return found;
  }

  private String basic(Optional<Found> found) {
    if (found.isPresent()
        && found.get().credentials()
            instanceof Credentials.Password(String user, String password)) {
      return "Basic " + encoded(user, password);
    }
    throw new SeaworthyException(
        ImageError.REGISTRY_UNAUTHORISED,
        "%s wants a user name and password for %s, and there are none"
            .formatted(address.registry(), repository));
  }

  private static String encoded(String user, String password) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private String token(Challenge challenge, Optional<Found> found) throws IOException {
    if (found.isPresent()
        && found.get().credentials() instanceof Credentials.RegistryToken(String token)) {
      end = Instant.MAX;
      return checked(token);
    }
    URI realm = realm(challenge);
    // The answer is in memory already, so there is nothing to close.
    Answer answer = retries.send(() -> request(challenge, realm, found));
    String what = "token server " + Redaction.shown(realm);
    if (!answer.isSuccess()) {
      throw refused(answer, what, found);
    }
    byte[] body = answer.bytes(Limit.HTTP_RESPONSE_BYTES, limits, what);
    return accept(body, what);
  }

  private Answer request(Challenge challenge, URI realm, Optional<Found> found) throws IOException {
    String scope = challenge.parameter("scope");
    String service = challenge.parameter("service");
    if (scope.isEmpty()) {
      scope = "repository:%s:pull".formatted(repository);
    }
    String basic = "";
    Transport.Call call;
    String query = "service=%s&scope=%s".formatted(escaped(service), escaped(scope));
    if (found.isPresent()
        && found.get().credentials() instanceof Credentials.IdentityToken(String token)) {
      String form =
          "grant_type=refresh_token&client_id=seaworthy&%s&refresh_token=%s"
              .formatted(query, escaped(token));
      call = new Transport.Call("POST", realm, Map.of(), Transport.Body.form(form));
    } else {
      if (found.isPresent()
          && found.get().credentials()
              instanceof Credentials.Password(String user, String password)) {
        basic = "Basic " + encoded(user, password);
        query = query + "&account=" + escaped(user);
      }
      call = Transport.Call.get(withQuery(realm, query), Map.of());
    }
    return transport
        .send(call, basic)
        .buffered(Limit.HTTP_RESPONSE_BYTES, limits, "the answer of a token server");
  }

  private URI realm(Challenge challenge) {
    String text = challenge.parameter("realm");
    URI realm;
    try {
      realm = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw badRealm("is not an address", e);
    }
    if ("http".equals(realm.getScheme()) && !options.security().isPlainHttp()) {
      throw badRealm("has no TLS", null);
    }
    boolean isWeb = "https".equals(realm.getScheme()) || "http".equals(realm.getScheme());
    if (!isWeb || realm.getHost() == null) {
      throw badRealm("is not an http or https address", null);
    }
    return realm;
  }

  private SeaworthyException badRealm(
      String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new SeaworthyException(
        ImageError.REGISTRY_PROTOCOL,
        "%s asks for a token from a server whose address %s".formatted(address.registry(), why),
        cause);
  }

  private static URI withQuery(URI realm, String query) {
    String base = realm.toString();
    return URI.create(base + (realm.getRawQuery() == null ? "?" : "&") + query);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private SeaworthyException refused(Answer answer, String what, Optional<Found> found)
      throws IOException {
    String said = ErrorBody.said(answer, limits, redaction);
    if (answer.status() == 401 || answer.status() == 403) {
      return new SeaworthyException(
          ImageError.REGISTRY_UNAUTHORISED,
          "%s refuses %s for %s/%s%s"
              .formatted(
                  what,
                  found
                      .map(f -> "the %s (%s)".formatted(f.credentials(), f.origin()))
                      .orElse("a token without credentials"),
                  address.registry(),
                  repository,
                  said));
    }
    return new SeaworthyException(
        ImageError.REGISTRY_REFUSED,
        "%s answers with status %s%s".formatted(what, answer.status(), said));
  }

  private String accept(byte[] body, String what) {
    JsonObject json;
    try {
      json = new JsonReader(limits).readObject(body, what);
    } catch (SeaworthyException _) {
      // The parser's message could quote the token.
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL, what + " answers something that is not JSON");
    }
    String token = json.string("token").orElse(json.text("access_token"));
    long seconds = json.integer("expires_in").orElse(SECONDS_DEFAULT);
    long spare = Math.min(SECONDS_SPARE, Math.max(0, seconds) / 2);
    long kept = Math.clamp(seconds, 0, 86_400) - spare;
    end = options.traffic().clock().instant().plusSeconds(Math.max(1, kept));
    return checked(token);
  }

  private String checked(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL,
          "the token for %s/%s can't be sent: it is empty or has characters that no header may have"
              .formatted(address.registry(), repository));
    }
    redaction.hide(token);
    return token;
  }
}
