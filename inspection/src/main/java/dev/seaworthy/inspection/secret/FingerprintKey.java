package dev.seaworthy.inspection.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key under which secrets are hashed for reports: the same secret has the same fingerprint
/// wherever it turns up, and without the key nobody can try out which secret it is.
public final class FingerprintKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES_MIN = 16;
  private static final int SHOWN_BYTES = 16;

  private final byte[] bytes;
  private final String id;

  private FingerprintKey(byte[] bytes) {
    this.bytes = bytes.clone();
    this.id = fingerprint("seaworthy fingerprint key").substring(0, 16);
  }

  /// @param bytes 16 at least
  public static FingerprintKey of(byte[] bytes) {
    if (bytes.length < KEY_BYTES_MIN) {
      throw new IllegalArgumentException(
          "a fingerprint key has %s bytes at least, not %s".formatted(KEY_BYTES_MIN, bytes.length));
    }
    return new FingerprintKey(bytes);
  }

  /// Names the key without telling it.
  public String id() {
    return id;
  }

  /// The first 16 bytes of the HMAC-SHA-256, in hexadecimal.
  ///
  /// @param value one character for each byte
  String fingerprint(String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      byte[] full = mac.doFinal(value.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(full, 0, SHOWN_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "fingerprint key " + id;
  }
}
