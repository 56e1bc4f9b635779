package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The signature behind a prologue: who vouches for the snapshot. It covers the prologue, from
/// where every other byte is reached through a hash. The snapshot's digest doesn't cover it: the
/// same data have the same digest whoever signed them.
final class Seal {

  private static final int KEY_ID_LENGTH = 32;
  private static final int SIGNATURE_LENGTH = 64;
  static final int LENGTH = KEY_ID_LENGTH + SIGNATURE_LENGTH;

  /// So that what is signed here means nothing anywhere else.
  private static final byte[] PURPOSE =
      "seaworthy advisory database\0".getBytes(StandardCharsets.US_ASCII);

  /// All zeros, where nobody signed.
  static final Seal NONE = new Seal(new byte[KEY_ID_LENGTH], new byte[SIGNATURE_LENGTH]);

  private final byte[] keyId;
  private final byte[] signature;

  private Seal(byte[] keyId, byte[] signature) {
    this.keyId = keyId;
    this.signature = signature;
  }

  /// @param keyOrNull null to leave it unsigned
  static Seal of(Prologue prologue, @Nullable SigningKey keyOrNull) {
    if (keyOrNull == null) {
      return NONE;
    }
    return new Seal(
        HexFormat.of().parseHex(keyOrNull.verification().id().hex()),
        keyOrNull.sign(message(prologue)));
  }

  private static byte[] message(Prologue prologue) {
    byte[] signed = prologue.toBytes();
    byte[] message = Arrays.copyOf(PURPOSE, PURPOSE.length + signed.length);
    System.arraycopy(signed, 0, message, PURPOSE.length, signed.length);
    return message;
  }

  static Seal read(Storage storage) {
    ByteReader in = new ByteReader(storage.read(Prologue.LENGTH, LENGTH));
    return new Seal(in.raw(KEY_ID_LENGTH), in.raw(SIGNATURE_LENGTH));
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(LENGTH);
    out.raw(keyId);
    out.raw(signature);
    return out.toBytes();
  }

  /// Refuses what nobody signed, what a stranger signed, and what was changed after it was signed.
  void require(Prologue prologue, DatabaseTrust trust, String name) {
    if (trust.isUnsignedAllowed()) {
      requireNone(name);
      return;
    }
    if (Arrays.equals(toBytes(), NONE.toBytes())) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNSIGNED, "%s is not signed by anybody".formatted(name));
    }
    Digest id = Digest.of(Digest.Algorithm.SHA256, keyId);
    VerificationKey key =
        trust.keys().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    if (key == null) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNTRUSTED,
          "%s is signed by the key %s, which is none of the %s that this installation trusts"
              .formatted(name, id, trust.keys().size()));
    }
    if (!key.isSigned(message(prologue), signature)) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_SIGNATURE_WRONG,
          "%s: what it begins with is not what the key %s signed".formatted(name, id));
    }
  }

  private void requireNone(String name) {
    if (!Arrays.equals(toBytes(), NONE.toBytes())) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DAMAGED,
          "%s: there are bytes where a set that comes with the program has none".formatted(name));
    }
  }
}
