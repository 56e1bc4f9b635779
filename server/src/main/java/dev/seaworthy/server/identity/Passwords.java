package dev.seaworthy.server.identity;

import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.signing.CryptographyProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes of passwords: Argon2id (RFC 9106), or PBKDF2 with HMAC-SHA-256 (SP 800-132) in the `fips`
/// profile, with the costs of OWASP's Password Storage Cheat Sheet. A hash is a text that names its
/// algorithm and costs, as the PHC string format has it.
@Singleton
final class Passwords {
  static final int MEMORY_KIB = 19_456;
  static final int PASSES = 2;
  static final int PBKDF2_ROUNDS = 600_000;

  /// Longer ones are refused, for hashing them would cost what the sender likes.
  static final int CHARS_MAX = 256;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final String ARGON2 = "argon2id";
  private static final String PBKDF2 = "pbkdf2-sha256";

  /// Each costs 19 MiB while it runs.
  private static final int AT_ONCE = 2;

  private static final long WAIT_SECONDS = 10;

  private final SecureRandom chance;
  private final boolean fips;
  private final Semaphore running = new Semaphore(AT_ONCE, true);
  private final String nobodys;

  @Inject
  Passwords(SecureRandom chance, Settings settings) {
    this(chance, CryptographyProfile.parse(settings.cryptography()));
  }

  Passwords(SecureRandom chance, CryptographyProfile profile) {
    this.chance = chance;
    this.fips = profile == CryptographyProfile.FIPS;
    this.nobodys = hash(Secret.random(chance));
  }

  /// Hashes a new password.
  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    chance.nextBytes(salt);
    return fips
        ? text(PBKDF2, "i=" + PBKDF2_ROUNDS, salt, pbkdf2(password, salt, PBKDF2_ROUNDS))
        : text(
            ARGON2,
            "v=19$m=%s,t=%s,p=1".formatted(MEMORY_KIB, PASSES),
            salt,
            argon2(password, salt, MEMORY_KIB, PASSES));
  }

  /// Takes the time of a comparison where there is nothing to compare with, so that nobody learns
  /// from the time whether a name exists.
  void waste(String password) {
    var _ = matches(password, nobodys);
  }

  /// Whether the hash is of this password. In the `fips` profile a hash by Argon2 is of none.
  boolean matches(String password, String hash) {
    List<String> parts = List.of(hash.split("\\$", -1));
    return switch (parts.size() > 3 ? parts.get(1) : "") {
      case ARGON2 -> !fips && same(parts.get(5), argon2(password, hash, parts));
      case PBKDF2 ->
          same(
              parts.get(4),
              pbkdf2(password, decode(parts.get(3)), Integer.parseInt(parts.get(2).substring(2))));
      default -> throw new IllegalStateException("a password's hash is of no kind that is known");
    };
  }

  /// Whether the hash was made in another profile or at other costs.
  boolean isOutdated(String hash) {
    String wanted =
        fips
            ? "$%s$i=%s$".formatted(PBKDF2, PBKDF2_ROUNDS)
            : "$%s$v=19$m=%s,t=%s,p=1$".formatted(ARGON2, MEMORY_KIB, PASSES);
    return !hash.startsWith(wanted);
  }

  private byte[] argon2(String password, String hash, List<String> parts) {
    String[] costs = parts.get(3).split(",", -1);
    if (costs.length != 3) {
      throw new IllegalStateException(
          "a hash of Argon2 without its costs, of length " + hash.length());
    }
    return argon2(
        password,
        decode(parts.get(4)),
        Integer.parseInt(costs[0].substring(2)),
        Integer.parseInt(costs[1].substring(2)));
  }

  private byte[] argon2(String password, byte[] salt, int memoryKib, int passes) {
    enter();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memoryKib)
              .withIterations(passes)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      generator.generateBytes(normal(password).getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      running.release();
    }
  }

  private byte[] pbkdf2(String password, byte[] salt, int rounds) {
    enter();
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(
              new PBEKeySpec(normal(password).toCharArray(), salt, rounds, HASH_BYTES * Byte.SIZE))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2", e);
    } finally {
      running.release();
    }
  }

  private void enter() {
    try {
      if (!running.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new ProblemException(
            Problem.unavailable("Too many people sign in at once; try again in a minute."));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing a password", e);
    }
  }

  /// The same letters in another encoding are the same password (SP 800-63B §5.1.1.2).
  static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private static String text(String algorithm, String costs, byte[] salt, byte[] hash) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$%s$%s$%s$%s"
        .formatted(algorithm, costs, encoder.encodeToString(salt), encoder.encodeToString(hash));
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static boolean same(String kept, byte[] computed) {
    return MessageDigest.isEqual(decode(kept), computed);
  }
}
