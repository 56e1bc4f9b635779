package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Principal.Factors;
import dev.seaworthy.server.identity.Session.Method;
import dev.seaworthy.server.identity.Session.State;
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
import java.util.UUID;

/// Keeps sessions. A session's secret is the cookie's value and kept nowhere; its id and secret are
/// new after each change of what it allows, so that a secret planted before is worth nothing.
@Singleton
class Sessions {
  static final String COOKIE = "__Host-seaworthy";

  /// How exactly the last use is kept.
  private static final Duration SEEN_EVERY = Duration.ofSeconds(30);

  private static final int COOKIE_CHARS_MAX = 64;

  private static final String SELECT =
      """
      select s.id, s.person, p.name, s.partial, s.factors, s.method, s.address, s.made_at,
        s.seen_at, s.ends_at, s.authenticated_at,
        exists (select 1 from identity_totp t
          where t.person = p.id and t.confirmed_at is not null)
          or exists (select 1 from identity_webauthn w where w.person = p.id) as has_factor
      from identity_session s join identity_person p on p.id = s.person
      """;

  private final Ids ids;
  private final SecureRandom chance;
  private final InstantSource clock;
  private final SignInRules rules;

  Sessions(Ids ids, SecureRandom chance, InstantSource clock, SignInRules rules) {
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
    this.rules = rules;
  }

  /// A session that was just made.
  ///
  /// @param secret the cookie's value, told once
  record Opened(Session session, String secret) {
    String csrf() {
      return Sessions.csrf(secret);
    }
  }

  /// The token that a page of ours sends along and no other can know.
  static String csrf(String secret) {
    return java.util.Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Secret.digest("csrf:" + secret));
  }

  /// Opens a session after a sign-in. It waits for a second factor when the person has one and has
  /// not shown two.
  Opened open(Transaction tx, UUID person, Factors factors, Method method, String address)
      throws SQLException {
    Instant now = clock.instant();
    boolean hasFactor =
        tx.exists(
            """
            select 1 from identity_totp where person = ? and confirmed_at is not null
            union all select 1 from identity_webauthn where person = ?
            """,
            person,
            person);
    return insert(
        tx,
        person,
        hasFactor && factors == Factors.ONE,
        factors,
        method,
        address,
        now,
        now.plus(rules.of(tx).absolute()));
  }

  /// Puts a new session in place of an old one, with a factor shown just now.
  Opened renew(Transaction tx, Session old, Factors factors) throws SQLException {
    tx.update("delete from identity_session where id = ?", old.id());
    return insert(
        tx, old.person(), false, factors, old.method(), old.address(), old.madeAt(), old.endsAt());
  }

  private Opened insert(
      Transaction tx,
      UUID person,
      boolean partial,
      Factors factors,
      Method method,
      String address,
      Instant madeAt,
      Instant endsAt)
      throws SQLException {
    String secret = Secret.random(chance);
    Instant now = clock.instant();
    UUID id = ids.next();
    tx.update(
        """
        insert into identity_session (id, digest, person, partial, factors, method, address,
          made_at, seen_at, ends_at, authenticated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        Secret.digest(secret),
        person,
        partial,
        factors,
        method,
        address,
        madeAt,
        now,
        endsAt,
        now);
    SignInRule rule = rules.of(tx);
    Session session = tx.one(SELECT + "where s.id = ?", row -> read(row, rule), id);
    return new Opened(session, secret);
  }

  /// The session of a cookie, and notes that it was used.
  Optional<Session> find(Transaction tx, String secret) throws SQLException {
    if (secret.length() > COOKIE_CHARS_MAX) {
      return Optional.empty();
    }
    SignInRule rule = rules.of(tx);
    Instant now = clock.instant();
    Optional<Session> found =
        tx.find(
            SELECT
                + """
                where s.digest = ? and p.disabled_at is null and s.ends_at > ? and s.seen_at > ?
                  and s.made_at > ?
                """,
            row -> read(row, rule),
            Secret.digest(secret),
            now,
            now.minus(rule.idle()),
            // A rule that was made stricter counts for sessions that were there before.
            now.minus(rule.absolute()));
    if (found.isPresent() && found.get().seenAt().isBefore(now.minus(SEEN_EVERY))) {
      tx.update("update identity_session set seen_at = ? where id = ?", now, found.get().id());
    }
    return found;
  }

  /// The session by its id, which its owner's request came with.
  Session byId(Transaction tx, UUID id) throws SQLException {
    SignInRule rule = rules.of(tx);
    return tx.find(SELECT + "where s.id = ?", row -> read(row, rule), id)
        .orElseThrow(() -> Checks.notFound("session"));
  }

  List<Session> of(Transaction tx, UUID person) throws SQLException {
    SignInRule rule = rules.of(tx);
    Instant now = clock.instant();
    return tx.list(
        SELECT + "where s.person = ? and s.ends_at > ? and s.seen_at > ? order by s.id",
        row -> read(row, rule),
        person,
        now,
        now.minus(rule.idle()));
  }

  void end(Transaction tx, UUID id) throws SQLException {
    tx.update("delete from identity_session where id = ?", id);
  }

  /// Ends what a cookie held before somebody signed in anew.
  void endOf(Transaction tx, String secret) throws SQLException {
    tx.update("delete from identity_session where digest = ?", Secret.digest(secret));
    tx.update("delete from identity_session where ends_at < ?", clock.instant());
  }

  /// Ends all that a person has.
  void endAll(Transaction tx, UUID person) throws SQLException {
    tx.update("delete from identity_session where person = ?", person);
  }

  /// What a session is good for follows from the rule as it is now, not as it was at the sign-in.
  private static Session read(Row row, SignInRule rule) throws SQLException {
    Factors factors = row.constant("factors", Factors.class);
    State state =
        switch (factors) {
          case TWO -> State.SIGNED_IN;
          case ONE -> {
            if (!row.truth("partial") && !rule.compelled()) {
              yield State.SIGNED_IN;
            }
            yield row.truth("has_factor") ? State.SECOND_FACTOR : State.ENROL_SECOND_FACTOR;
          }
        };
    return new Session(
        row.id("id"),
        row.id("person"),
        row.text("name"),
        state,
        factors,
        row.constant("method", Method.class),
        row.text("address"),
        row.instant("made_at"),
        row.instant("seen_at"),
        row.instant("ends_at"),
        row.instant("authenticated_at"));
  }
}
