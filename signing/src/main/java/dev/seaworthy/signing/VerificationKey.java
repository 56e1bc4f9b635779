package dev.seaworthy.signing;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/// A public key, that tells whether somebody signed something.
public final class VerificationKey implements Comparable<VerificationKey> {

  static final List<String> KINDS = List.of("Ed25519", "EC", "RSA");

  private final PublicKey key;
  private final KeyAlgorithm algorithm;
  private final Digest id;

  private VerificationKey(PublicKey key, KeyAlgorithm algorithm) {
    this.key = key;
    this.algorithm = algorithm;
    this.id = Digest.sha256(key.getEncoded());
  }

  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY] for a kind that isn't used here
  static VerificationKey of(PublicKey key, String what) {
    return new VerificationKey(
        key,
        KeyAlgorithm.of(key)
            .orElseThrow(() ->
                new SeaworthyException(
                    SigningError.BAD_KEY,
                    "%s is a %s key of a kind that isn't used here"
                        .formatted(what, key.getAlgorithm()))));
  }

  /// Reads a `PUBLIC KEY` in PEM (RFC 7468 §13).
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY]
  public static VerificationKey ofPem(String pem, String what) {
    try {
      return ofDer(Pem.decode(pem, Pem.PUBLIC), what);
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY, "%s is no public key in PEM".formatted(what), e);
    }
  }

  /// Reads a SubjectPublicKeyInfo (RFC 5280 §4.1).
  ///
  /// @throws SeaworthyException [SigningError#BAD_KEY]
  static VerificationKey ofDer(byte[] der, String what) {
    for (String kind : KINDS) {
      try {
        return of(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der)), what);
      } catch (GeneralSecurityException e) {
        // Of another kind; the last one is told below.
      }
    }
    throw new SeaworthyException(
        SigningError.BAD_KEY, "%s is no public key of a kind that is used here".formatted(what));
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

  /// What kind of key it is.
  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /// Whether the holder of the private key signed these bytes.
  public boolean isSigned(byte[] message, byte[] signature) {
    try {
      Signature verifier = algorithm.newSignature();
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // A signature that isn't even one.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK can't verify " + algorithm.word(), e);
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
