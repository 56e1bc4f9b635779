package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;

/// Keeps second factors: the seeds of authenticator apps and recovery codes.
@Singleton
class SecondFactors {
  static final int RECOVERY_CODES = 10;

  /// 80 bits, in four groups.
  private static final int RECOVERY_BYTES = 10;

  private final SecureRandom chance;
  private final InstantSource clock;

  SecondFactors(SecureRandom chance, InstantSource clock) {
    this.chance = chance;
    this.clock = clock;
  }

  /// By what a second factor can be shown, weakest last.
  List<String> methods(Transaction tx, UUID person) throws SQLException {
    List<String> methods = new ArrayList<>();
    if (tx.exists("select 1 from identity_webauthn where person = ?", person)) {
      methods.add("webauthn");
    }
    if (tx.exists(
        "select 1 from identity_totp where person = ? and confirmed_at is not null", person)) {
      methods.add("totp");
    }
    if (!methods.isEmpty()
        && tx.exists(
            "select 1 from identity_recovery_code where person = ? and used_at is null", person)) {
      methods.add("recovery");
    }
    return methods;
  }

  /// Makes a seed that counts once a code of it was shown.
  byte[] newSeed(Transaction tx, UUID person) throws SQLException {
    byte[] seed = new byte[Totp.SEED_BYTES];
    chance.nextBytes(seed);
    int made =
        tx.update(
            """
            insert into identity_totp (person, seed, made_at, last_step) values (?, ?, ?, 0)
            on conflict (person) do update set seed = excluded.seed, made_at = excluded.made_at
              where identity_totp.confirmed_at is null
            """,
            person,
            seed,
            clock.instant());
    if (made == 0) {
      throw Checks.conflict("An authenticator is set up already; take it away first.");
    }
    return seed;
  }

  /// Confirms the seed that was made.
  boolean confirm(Transaction tx, UUID person, String code) throws SQLException {
    return use(tx, person, code, false);
  }

  /// Uses a code, once.
  boolean totp(Transaction tx, UUID person, String code) throws SQLException {
    return use(tx, person, code, true);
  }

  private static final class Seed {
    private final byte[] bytes;
    private final long lastStep;
    private final boolean confirmed;

    Seed(Row row) throws SQLException {
      this.bytes = row.bytes("seed");
      this.lastStep = row.number("last_step");
      this.confirmed = row.maybeInstant("confirmed_at").isPresent();
    }
  }

  private boolean use(Transaction tx, UUID person, String code, boolean confirmed)
      throws SQLException {
    Instant now = clock.instant();
    Optional<Seed> seed =
        tx.find(
            "select seed, last_step, confirmed_at from identity_totp where person = ? for update",
            Seed::new,
            person);
    if (seed.isEmpty() || seed.get().confirmed != confirmed) {
      return false;
    }
    OptionalLong step = Totp.step(seed.get().bytes, code.strip(), now, seed.get().lastStep);
    if (step.isEmpty()) {
      return false;
    }
    tx.update(
        """
        update identity_totp set last_step = ?, confirmed_at = coalesce(confirmed_at, ?)
        where person = ?
        """,
        step.getAsLong(),
        now,
        person);
    return true;
  }

  boolean removeTotp(Transaction tx, UUID person) throws SQLException {
    return tx.update("delete from identity_totp where person = ?", person) > 0;
  }

  /// Makes recovery codes in place of those that were there.
  List<String> newRecoveryCodes(Transaction tx, UUID person) throws SQLException {
    tx.update("delete from identity_recovery_code where person = ?", person);
    List<String> codes = IntStream.range(0, RECOVERY_CODES).mapToObj(_ -> recoveryCode()).toList();
    tx.batch(
        "insert into identity_recovery_code (person, digest) values (?, ?)",
        codes.stream().map(code -> List.<Object>of(person, digest(person, code))).toList());
    return codes;
  }

  private String recoveryCode() {
    byte[] bytes = new byte[RECOVERY_BYTES];
    chance.nextBytes(bytes);
    String text = Totp.base32(bytes).toLowerCase(Locale.ROOT);
    return String.join(
        "-", text.substring(0, 4), text.substring(4, 8), text.substring(8, 12), text.substring(12));
  }

  /// Uses a recovery code, once.
  boolean recovery(Transaction tx, UUID person, String code) throws SQLException {
    return tx.update(
            """
            update identity_recovery_code set used_at = ?
            where person = ? and digest = ? and used_at is null
            """,
            clock.instant(),
            person,
            digest(person, code))
        > 0;
  }

  private static byte[] digest(UUID person, String code) {
    String normal = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", "");
    return Secret.digest(person + ":" + normal);
  }

  /// Takes all of them away.
  void removeAll(Transaction tx, UUID person) throws SQLException {
    removeTotp(tx, person);
    tx.update("delete from identity_webauthn where person = ?", person);
    tx.update("delete from identity_recovery_code where person = ?", person);
  }
}
