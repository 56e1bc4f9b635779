package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Transaction;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// One-time links. A link's token is told once and kept nowhere; the database has its digest.
public final class Invitations {
  /// For what a link is.
  public enum Purpose {
    /// Makes the first administrator.
    FIRST_ADMINISTRATOR,
    /// Has somebody who is known set a password, the first or a new one.
    PERSON
  }

  /// How long a link lives.
  public static final Duration LIFE = Duration.ofMinutes(30);

  /// How long a link lives that an administrator hands on.
  public static final Duration LIFE_FOR_PERSON = Duration.ofHours(24);

  private final Ids ids;
  private final SecureRandom chance;
  private final InstantSource clock;

  public Invitations(Ids ids, SecureRandom chance, InstantSource clock) {
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
  }

  /// Makes a link's token; an older one for the same purpose is void from then on.
  public String issue(Transaction tx, Purpose purpose) throws SQLException {
    String token = Secret.random(chance);
    Instant now = clock.instant();
    tx.update("delete from identity_invitation where purpose = ? and redeemed_at is null", purpose);
    tx.update(
        """
        insert into identity_invitation (id, purpose, token_digest, made_at, valid_until)
        values (?, ?, ?, ?, ?)
        """,
        ids.next(),
        purpose,
        Secret.digest(token),
        now,
        now.plus(LIFE));
    return token;
  }

  /// Whether a link for this purpose was ever redeemed.
  public boolean wasRedeemed(Transaction tx, Purpose purpose) throws SQLException {
    return tx.exists(
        "select 1 from identity_invitation where purpose = ? and redeemed_at is not null", purpose);
  }

  /// Redeems a token, once and in time.
  ///
  /// @return the invitation; empty when the token is unknown, used or too old
  public Optional<UUID> redeem(Transaction tx, Purpose purpose, String token) throws SQLException {
    Instant now = clock.instant();
    return tx.find(
        """
        update identity_invitation set redeemed_at = ?
        where purpose = ? and token_digest = ? and redeemed_at is null and valid_until > ?
        returning id
        """,
        row -> row.id("id"),
        now,
        purpose,
        Secret.digest(token),
        now);
  }

  /// Makes a link's token for one person; an older one for them is void from then on.
  public String issueFor(Transaction tx, UUID person) throws SQLException {
    String token = Secret.random(chance);
    Instant now = clock.instant();
    revokeFor(tx, person);
    tx.update(
        """
        insert into identity_invitation (id, purpose, person, token_digest, made_at, valid_until)
        values (?, ?, ?, ?, ?, ?)
        """,
        ids.next(),
        Purpose.PERSON,
        person,
        Secret.digest(token),
        now,
        now.plus(LIFE_FOR_PERSON));
    return token;
  }

  /// Voids what links a person has.
  void revokeFor(Transaction tx, UUID person) throws SQLException {
    tx.update("delete from identity_invitation where person = ? and redeemed_at is null", person);
  }

  /// Redeems a token that was made for a person, once and in time.
  ///
  /// @return the person; empty when the token is unknown, used or too old
  public Optional<UUID> redeemFor(Transaction tx, String token) throws SQLException {
    Instant now = clock.instant();
    return tx.find(
        """
        update identity_invitation set redeemed_at = ?
        where purpose = ? and token_digest = ? and redeemed_at is null and valid_until > ?
        returning person
        """,
        row -> row.id("person"),
        now,
        Purpose.PERSON,
        Secret.digest(token),
        now);
  }
}
