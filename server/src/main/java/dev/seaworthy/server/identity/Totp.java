package dev.seaworthy.server.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords (RFC 6238), six digits of HMAC-SHA-1 each half minute: what every
/// authenticator app computes.
final class Totp {
  static final Duration STEP = Duration.ofSeconds(30);
  static final int DIGITS = 6;

  /// As RFC 4226 §4 recommends.
  static final int SEED_BYTES = 20;

  /// How many steps a clock may be ahead or behind (RFC 6238 §5.2).
  static final int SKEW_STEPS = 1;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Totp() {}

  /// The step that a code is of.
  ///
  /// @param after the last step that was used; it and those before serve no more
  /// @return empty when the code is of none that counts now
  static OptionalLong step(byte[] seed, String code, Instant now, long after) {
    long present = stepAt(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = present - SKEW_STEPS; step <= present + SKEW_STEPS; step++) {
      if (Secret.same(code(seed, step, "HmacSHA1", DIGITS), code) && step > after) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  static long stepAt(Instant now) {
    return now.getEpochSecond() / STEP.toSeconds();
  }

  /// The code of a step (RFC 4226 §5.3).
  static String code(byte[] seed, long step, String algorithm, int digits) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(seed, algorithm));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xF;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7FFF_FFFF;
      return String.format(Locale.ROOT, "%0" + digits + "d", number % POWERS[digits]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /// RFC 4648 §6, without padding, as authenticator apps take it.
  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte each : bytes) {
      held = (held << Byte.SIZE) | (each & 0xFF);
      bits += Byte.SIZE;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((held >> bits) & 0x1F));
      }
    }
    if (bits > 0) {
      text.append(BASE32.charAt((held << (5 - bits)) & 0x1F));
    }
    return text.toString();
  }
}
