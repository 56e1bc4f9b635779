package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Network;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Delays who guesses. Each try is charged before it is checked, so that many at once count as
/// many, and given back when it was right. Beyond the free ones each failure doubles the wait, up
/// to a quarter of an hour; tries during the wait are not counted, so nobody is locked out for
/// ever.
///
/// An account's failures from addresses where its owner signed in before are counted apart from
/// those of strangers: who locks an account from elsewhere does not lock out its owner.
@Singleton
class Attempts {
  static final int FREE_FOR_ACCOUNT = 5;
  static final int FREE_FOR_ADDRESS = 20;
  static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
  static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final int DOUBLINGS_MAX = 10;

  private final Database database;
  private final InstantSource clock;

  Attempts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What was charged for one try.
  ///
  /// @param account the bucket of the account or factor, emptied by success
  /// @param address the bucket of the source address, given back by success
  record Charge(String account, String address) {}

  private record Bucket(String key, int free) {}

  /// Charges a try with a password.
  ///
  /// @param key the account's name in lower case, whether it exists or not
  /// @throws ProblemException 429 while one has to wait
  Charge password(String key, String address) {
    boolean known =
        database.inTransaction(tx ->
            tx.exists(
                """
                select 1 from identity_known_address k join identity_person p on p.id = k.person
                where p.name_key = ? and k.address = ? and k.last_at > ?
                """,
                key,
                Network.block(address),
                clock.instant().minus(KNOWN_FOR)));
    return charge(
        known ? "known:%s:%s".formatted(Network.block(address), key) : "account:" + key, address);
  }

  /// Charges a try with a second factor.
  ///
  /// @throws ProblemException 429 while one has to wait
  Charge factor(UUID person, String address) {
    return charge("factor:" + person, address);
  }

  private Charge charge(String account, String address) {
    Charge charge = new Charge(account, "address:" + Network.block(address));
    Optional<Duration> wait =
        database.inTransaction(tx -> {
          tx.update(
              "delete from identity_attempt where last_at < ?",
              clock.instant().minus(FORGOTTEN_AFTER));
          return charge(
              tx,
              List.of(
                  new Bucket(charge.account(), FREE_FOR_ACCOUNT),
                  new Bucket(charge.address(), FREE_FOR_ADDRESS)));
        });
    if (wait.isPresent()) {
      throw new ProblemException(
          Problem.tooMany(
              "Too many failed attempts; try again in %s s."
                  .formatted(wait.get().toSeconds() + 1)));
    }
    return charge;
  }

  private Optional<Duration> charge(Transaction tx, List<Bucket> buckets) throws SQLException {
    Instant now = clock.instant();
    Optional<Instant> blocked = Optional.empty();
    // Always the account before the address: two tries never wait for each other in a circle.
    for (Bucket bucket : buckets) {
      tx.update(
          """
          insert into identity_attempt (key, failures, last_at) values (?, 0, ?)
          on conflict (key) do nothing
          """,
          bucket.key(),
          now);
      Optional<Instant> until =
          tx.one(
                  "select blocked_until from identity_attempt where key = ? for update",
                  row -> new Block(row.maybeInstant("blocked_until").orElse(Instant.EPOCH)),
                  bucket.key())
              .after(now);
      blocked = blocked.or(() -> until);
    }
    if (blocked.isPresent()) {
      return blocked.map(until -> Duration.between(now, until));
    }
    for (Bucket bucket : buckets) {
      long failures =
          tx.one(
              """
              update identity_attempt set failures = failures + 1, last_at = ? where key = ?
              returning failures
              """,
              row -> row.number("failures"),
              now,
              bucket.key());
      tx.update(
          "update identity_attempt set blocked_until = ? where key = ?",
          now.plus(delay(failures, bucket.free())),
          bucket.key());
    }
    return Optional.empty();
  }

  private record Block(Instant until) {
    Optional<Instant> after(Instant now) {
      return until.isAfter(now) ? Optional.of(until) : Optional.empty();
    }
  }

  /// How long the next try has to wait.
  static Duration delay(long failures, int free) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, DOUBLINGS_MAX));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /// Gives a charge back: the try was right.
  void succeeded(Transaction tx, Charge charge) throws SQLException {
    tx.update("delete from identity_attempt where key = ?", charge.account());
    tx.update(
        """
        update identity_attempt set failures = greatest(failures - 1, 0), blocked_until = null
        where key = ?
        """,
        charge.address());
  }

  /// Remembers that somebody signed in from here, with all that it takes.
  void remember(Transaction tx, UUID person, String address) throws SQLException {
    Instant now = clock.instant();
    tx.update(
        """
        insert into identity_known_address (person, address, last_at) values (?, ?, ?)
        on conflict (person, address) do update set last_at = excluded.last_at
        """,
        person,
        Network.block(address),
        now);
    tx.update("delete from identity_known_address where last_at < ?", now.minus(KNOWN_FOR));
  }
}
