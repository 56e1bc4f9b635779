package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Authenticator.Anonymous;
import dev.seaworthy.server.access.Authenticator.Authentication;
import dev.seaworthy.server.access.Authenticator.Known;
import dev.seaworthy.server.access.Authenticator.Rejected;
import dev.seaworthy.server.access.Incoming;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.access.Principal.Factors;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.IdentityAuthenticator.BasicCredentials;
import dev.seaworthy.server.identity.Tokens.Kind;
import dev.seaworthy.server.identity.Tokens.Token;
import dev.seaworthy.server.identity.Tokens.Wanted;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who calls the registry gateway. Its clients send a token as a bearer or as the password of
/// Basic; a person's own password counts only where nobody is compelled to a second factor and the
/// person has none.
@Singleton
public class RegistryTokens {
  static final String PASSWORD = "password:";

  private static final String WANTED =
      "Give a registry token in place of the password; sign in to the console to make one.";

  private final Database database;
  private final IdentityAuthenticator authenticator;
  private final SignIn signIn;
  private final SignInRules rules;
  private final SecondFactors factors;
  private final Tokens tokens;
  private final Projects projects;

  RegistryTokens(
      Database database,
      IdentityAuthenticator authenticator,
      SignIn signIn,
      SignInRules rules,
      SecondFactors factors,
      Tokens tokens,
      Projects projects) {
    this.database = database;
    this.authenticator = authenticator;
    this.signIn = signIn;
    this.rules = rules;
    this.factors = factors;
    this.tokens = tokens;
    this.projects = projects;
  }

  /// Reads the credentials of a request to the registry; cookies are none. Asks the database and
  /// may hash a password: not for the event loop.
  public Authentication authenticate(Incoming incoming) {
    List<String> headers = incoming.headers("Authorization");
    if (headers.isEmpty()) {
      return new Anonymous();
    }
    Optional<BasicCredentials> basic =
        headers.size() == 1 ? IdentityAuthenticator.basic(headers.getFirst()) : Optional.empty();
    if (basic.isEmpty() || basic.get().password().startsWith(Tokens.PREFIX)) {
      return authenticator.authenticate(incoming);
    }
    return byPassword(basic.get(), incoming.address());
  }

  private Authentication byPassword(BasicCredentials credentials, String address) {
    if (database.inTransaction(rules::of).compelled()) {
      return new Rejected(WANTED);
    }
    try {
      Person person = signIn.check(credentials.name(), credentials.password(), address);
      if (database.inTransaction(tx -> !factors.methods(tx, person.id()).isEmpty())) {
        return new Rejected(WANTED);
      }
      return new Known(
          new Principal(
              person.id(),
              Principal.Kind.HUMAN,
              person.name(),
              PASSWORD + person.id(),
              Factors.ONE,
              Instant.EPOCH));
    } catch (ProblemException e) {
      return new Rejected(e.problem().detail());
    }
  }

  /// Makes a short token for somebody who is known, as the token endpoint of a registry answers. It
  /// allows no more than what they came with, and not longer than the token that they came with.
  ///
  /// @param project where alone it counts; null wherever they may
  /// @param permissions at most; what is not for images is left out
  /// @param life at most 12 hours
  public String exchange(
      Principal principal, @Nullable String project, Set<Permission> permissions, Duration life) {
    if (life.compareTo(Duration.ofHours(Tokens.REGISTRY_HOURS_MAX)) > 0) {
      throw new IllegalArgumentException("a registry token lives at most 12 hours, not " + life);
    }
    return database.inTransaction(tx -> exchange(tx, principal, project, permissions, life));
  }

  private String exchange(
      Transaction tx,
      Principal principal,
      @Nullable String project,
      Set<Permission> asked,
      Duration life)
      throws SQLException {
    Optional<Token> parent = parent(tx, principal);
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    permissions.addAll(asked);
    permissions.retainAll(TokensResource.OF_REGISTRY);
    parent.ifPresent(token -> permissions.retainAll(token.permissions()));
    String where = project;
    if (parent.isPresent() && parent.get().project() != null) {
      if (where != null && !where.equals(parent.get().project())) {
        throw Checks.forbidden("The token is for another project.");
      }
      where = parent.get().project();
    }
    boolean human = principal.kind() == Principal.Kind.HUMAN;
    return tokens
        .make(
            tx,
            new Wanted(
                Kind.REGISTRY,
                "exchanged",
                human ? principal.id() : null,
                human ? null : principal.id(),
                where == null ? null : projects.named(tx, where),
                permissions,
                principal.factors() == Factors.TWO,
                parent.map(token -> shorter(life, token)).orElse(life)))
        .secret();
  }

  private Duration shorter(Duration life, Token parent) {
    Duration left = tokens.left(parent);
    return left.compareTo(life) < 0 ? left : life;
  }

  private Optional<Token> parent(Transaction tx, Principal principal) throws SQLException {
    String credential = principal.credential();
    return credential.startsWith(Tokens.CREDENTIAL)
        ? tokens.byId(tx, UUID.fromString(credential.substring(Tokens.CREDENTIAL.length())))
        : Optional.empty();
  }

  /// What a password bounds in place of a token.
  static Token asToken(Principal principal) {
    return new Token(
        principal.id(),
        Kind.REGISTRY,
        "password",
        principal.id(),
        null,
        null,
        TokensResource.OF_REGISTRY,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }
}
