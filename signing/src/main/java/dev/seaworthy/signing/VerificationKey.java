package dev.seaworthy.signing;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/// An Ed25519 public key (RFC 8032), that tells whether somebody signed something.
public final class VerificationKey implements Comparable<VerificationKey> {

  private final PublicKey key;
  private final Digest id;

  private VerificationKey(PublicKey key) {
    this.key = key;
    this.id = Digest.sha256(key.getEncoded());
  }

  static VerificationKey of(PublicKey key) {
    return new VerificationKey(key);
  }

  /// Reads a `PUBLIC KEY` in PEM (RFC 7468 §13).
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY]
  public static VerificationKey ofPem(String pem, String what) {
    try {
      return new VerificationKey(
          KeyFactory.getInstance(SigningKey.ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Pem.decode(pem, Pem.PUBLIC))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY, "%s is no Ed25519 public key in PEM".formatted(what), e);
    }
  }

  /// The key in PEM, ending with a line break.
  public String toPem() {
    return Pem.encode(key.getEncoded(), Pem.PUBLIC);
  }

  /// The SHA-256 of the key as a SubjectPublicKeyInfo (RFC 5280 §4.1), by which people and files
  /// name it.
  public Digest id() {
    return id;
  }

  /// Whether the holder of the private key signed these bytes.
  public boolean isSigned(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // A signature that isn't even one.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 verifies Ed25519", e);
    }
  }

  @Override
  public int compareTo(VerificationKey other) {
    return id.compareTo(other.id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey same && id.equals(same.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
