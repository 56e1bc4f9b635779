package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// One-time links. A link's token is told once and kept nowhere; the database has its digest.
public final class Invitations {
  /// For what a link is.
  public enum Purpose {
    /// Makes the first administrator.
    FIRST_ADMINISTRATOR
  }

  /// How long a link lives.
  public static final Duration LIFE = Duration.ofMinutes(30);

  private static final int TOKEN_BYTES = 32;

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
    byte[] bytes = new byte[TOKEN_BYTES];
    chance.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    tx.update("delete from identity_invitation where purpose = ? and redeemed_at is null", purpose);
    tx.update(
        """
        insert into identity_invitation (id, purpose, token_digest, made_at, valid_until)
        values (?, ?, ?, ?, ?)
        """,
        ids.next(),
        purpose,
        digest(token),
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
        digest(token),
        now);
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
