package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.access.Principal.Factors;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps tokens of people and robots. A token is told once; the database has its digest.
@Singleton
class Tokens {
  static final String PREFIX = "swt_";
  static final String CREDENTIAL = "token:";
  static final int DAYS_MAX = 90;
  static final int REGISTRY_HOURS_MAX = 12;
  private static final int CHARS_MAX = 64;
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private static final String SELECT =
      """
      select t.id, t.kind, t.name, t.person, t.robot, j.name as project, t.permissions,
        t.two_factors, t.made_at, t.valid_until, t.last_used_at
      from identity_token t left join identity_project j on j.id = t.project
      """;

  private final Ids ids;
  private final SecureRandom chance;
  private final InstantSource clock;
  private final SignInRules rules;

  Tokens(Ids ids, SecureRandom chance, InstantSource clock, SignInRules rules) {
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
    this.rules = rules;
  }

  /// For what a token is.
  enum Kind {
    /// The API.
    API,
    /// The registry gateway, where clients know one password alone.
    REGISTRY
  }

  /// A token, without itself.
  record Token(
      UUID id,
      Kind kind,
      String name,
      @Nullable UUID person,
      @Nullable UUID robot,
      @Nullable String project,
      Set<Permission> permissions,
      boolean twoFactors,
      Instant madeAt,
      Instant validUntil,
      @Nullable Instant lastUsedAt) {}

  /// A token that is to be made.
  ///
  /// @param person whose; null for a robot's
  /// @param robot whose; null for a person's
  /// @param project where alone it counts; null wherever its owner may
  /// @param permissions what it may do, of what its owner may at that time
  /// @param twoFactors whether who makes it has shown two factors
  record Wanted(
      Kind kind,
      String name,
      @Nullable UUID person,
      @Nullable UUID robot,
      @Nullable Project project,
      Set<Permission> permissions,
      boolean twoFactors,
      Duration life) {}

  /// A token that was just made.
  ///
  /// @param secret the token itself
  record Made(Token token, String secret) {}

  Made make(Transaction tx, Wanted wanted) throws SQLException {
    String secret = PREFIX + Secret.random(chance);
    UUID id = ids.next();
    Instant now = clock.instant();
    Project project = wanted.project();
    tx.update(
        """
        insert into identity_token (id, digest, kind, name, person, robot, project, permissions,
          two_factors, made_at, valid_until)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        Secret.digest(secret),
        wanted.kind(),
        wanted.name(),
        wanted.person(),
        wanted.robot(),
        project == null ? null : project.id(),
        wanted.permissions().stream().map(Permission::name).toList(),
        wanted.twoFactors(),
        now,
        now.plus(wanted.life()));
    return new Made(byId(tx, id).orElseThrow(), secret);
  }

  /// How long a token has left.
  Duration left(Token token) {
    return Duration.between(clock.instant(), token.validUntil());
  }

  Optional<Token> byId(Transaction tx, UUID id) throws SQLException {
    return tx.find(SELECT + "where t.id = ?", Tokens::read, id);
  }

  List<Token> ofPerson(Transaction tx, UUID person) throws SQLException {
    return tx.list(
        SELECT + "where t.person = ? and t.valid_until > ? order by t.id",
        Tokens::read,
        person,
        clock.instant());
  }

  List<Token> ofRobot(Transaction tx, UUID robot) throws SQLException {
    return tx.list(
        SELECT + "where t.robot = ? and t.valid_until > ? order by t.id",
        Tokens::read,
        robot,
        clock.instant());
  }

  boolean revoke(Transaction tx, UUID id, @Nullable UUID person, @Nullable UUID robot)
      throws SQLException {
    return tx.update(
            """
            delete from identity_token
            where id = ? and person is not distinct from ? and robot is not distinct from ?
            """,
            id,
            person,
            robot)
        > 0;
  }

  void revokeAll(Transaction tx, UUID person) throws SQLException {
    tx.update("delete from identity_token where person = ?", person);
  }

  /// Who a token stands for. A person's token that was made with one factor stands for nobody while
  /// two are compelled.
  Optional<Principal> principal(Transaction tx, String secret) throws SQLException {
    if (!secret.startsWith(PREFIX) || secret.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<Principal> found =
        tx.find(
            """
            select t.id, t.person, t.robot, t.two_factors, t.last_used_at,
              coalesce(p.name, j.name || '+' || r.name) as owner,
              coalesce(p.id, r.id) as owner_id
            from identity_token t
              left join identity_person p on p.id = t.person
              left join identity_robot r on r.id = t.robot
              left join identity_project j on j.id = r.project
            where t.digest = ? and t.valid_until > ? and p.disabled_at is null
              and r.disabled_at is null
            """,
            row -> {
              boolean human = row.maybeId("person").isPresent();
              return new Principal(
                  row.id("owner_id"),
                  human ? Principal.Kind.HUMAN : Principal.Kind.ROBOT,
                  row.text("owner"),
                  CREDENTIAL + row.id("id"),
                  row.truth("two_factors") ? Factors.TWO : Factors.ONE,
                  // A token shows no factor, however young it is.
                  Instant.EPOCH);
            },
            Secret.digest(secret),
            now);
    if (found.isPresent() && isTooWeak(tx, found.get())) {
      return Optional.empty();
    }
    if (found.isPresent()) {
      tx.update(
          """
          update identity_token set last_used_at = ?
          where digest = ? and (last_used_at is null or last_used_at < ?)
          """,
          now,
          Secret.digest(secret),
          now.minus(USED_EVERY));
    }
    return found;
  }

  private boolean isTooWeak(Transaction tx, Principal principal) throws SQLException {
    return principal.kind() == Principal.Kind.HUMAN
        && principal.factors() == Factors.ONE
        && rules.of(tx).compelled();
  }

  private static Token read(Row row) throws SQLException {
    return new Token(
        row.id("id"),
        row.constant("kind", Kind.class),
        row.text("name"),
        row.maybeId("person").orElse(null),
        row.maybeId("robot").orElse(null),
        row.maybeText("project").orElse(null),
        Roles.permissions(row.texts("permissions")),
        row.truth("two_factors"),
        row.instant("made_at"),
        row.instant("valid_until"),
        row.maybeInstant("last_used_at").orElse(null));
  }
}
