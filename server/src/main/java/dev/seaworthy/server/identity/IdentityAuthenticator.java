package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Authenticator;
import dev.seaworthy.server.access.Incoming;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Knows people by the cookie of their session, and people and robots by their tokens. A password
/// is no credential of a request: it opens a session or nothing.
@Singleton
class IdentityAuthenticator implements Authenticator {
  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";
  private static final String NO_TOKEN =
      "The token is unknown, has expired, or was made without the second factor that is needed.";

  private final Database database;
  private final Sessions sessions;
  private final Tokens tokens;

  IdentityAuthenticator(Database database, Sessions sessions, Tokens tokens) {
    this.database = database;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  @Override
  public Authentication authenticate(Incoming incoming) {
    List<String> authorizations = incoming.headers("Authorization");
    if (authorizations.size() > 1) {
      return new Rejected("The request has more than one Authorization header.");
    }
    return database.inTransaction(tx -> {
      if (!authorizations.isEmpty()) {
        return byHeader(tx, authorizations.getFirst());
      }
      Optional<String> cookie = incoming.cookie(Sessions.COOKIE);
      return cookie.isPresent() ? byCookie(tx, incoming, cookie.get()) : new Anonymous();
    });
  }

  private Authentication byHeader(Transaction tx, String header) throws SQLException {
    Optional<String> token = token(header);
    if (token.isEmpty()) {
      return new Rejected("The Authorization header holds no token of this installation.");
    }
    Optional<Principal> principal = tokens.principal(tx, token.get());
    return principal.isPresent() ? new Known(principal.get()) : new Rejected(NO_TOKEN);
  }

  private Authentication byCookie(Transaction tx, Incoming incoming, String secret)
      throws SQLException {
    Optional<Session> found = sessions.find(tx, secret);
    if (found.isEmpty()) {
      return new Rejected("The session has ended; sign in again.");
    }
    if (!isSafe(incoming.method()) && !hasCsrf(incoming, secret)) {
      return new Rejected(
          "The header %s is missing or not this session's; GET /api/v1/session tells it."
              .formatted(CSRF_HEADER));
    }
    Session session = found.get();
    return switch (session.state()) {
      case SIGNED_IN -> new Known(session.principal());
      case SECOND_FACTOR ->
          new Incomplete(session.principal(), "A second factor is missing; show it first.");
      case ENROL_SECOND_FACTOR ->
          new Incomplete(
              session.principal(), "A second factor is compelled here; set one up first.");
    };
  }

  private static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  private static boolean hasCsrf(Incoming incoming, String secret) {
    List<String> sent = incoming.headers(CSRF_HEADER);
    return sent.size() == 1 && Secret.same(Sessions.csrf(secret), sent.getFirst());
  }

  /// The token in a header: as it is, or as the password of Basic (RFC 7617), which is all that
  /// clients of registries know.
  static Optional<String> token(String header) {
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    return basic(header)
        .map(BasicCredentials::password)
        .filter(password -> password.startsWith(Tokens.PREFIX));
  }

  /// What a header of Basic holds.
  static Optional<BasicCredentials> basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      String decoded =
          new String(
              Base64.getDecoder().decode(header.substring(BASIC.length()).strip()),
              StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new BasicCredentials(decoded.substring(0, colon), decoded.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// @param name the user's name
  /// @param password the password, or a token
  record BasicCredentials(String name, String password) {}
}
