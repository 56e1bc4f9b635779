package dev.seaworthy.signing;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/// A public key, that tells whether somebody signed something.
public final class VerificationKey implements Comparable<VerificationKey> {

  private final PublicKey key;
  private final KeyAlgorithm algorithm;
  private final Digest id;
  private final Cryptography cryptography;

  private VerificationKey(PublicKey key, KeyAlgorithm algorithm, Cryptography cryptography) {
    this.key = key;
    this.algorithm = algorithm;
    this.cryptography = cryptography;
    this.id = Digest.sha256(key.getEncoded());
  }

  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY] for a kind that isn't used here,
  ///   [SigningError#NOT_APPROVED] for one that the profile refuses
  static VerificationKey of(PublicKey key, String what, Cryptography cryptography) {
    KeyAlgorithm algorithm =
        KeyAlgorithm.of(key)
            .orElseThrow(() ->
                new SeaworthyException(
                    SigningError.BAD_KEY,
                    "%s is a %s key of a kind that isn't used here"
                        .formatted(what, key.getAlgorithm())));
    cryptography
        .objection(algorithm, key)
        .ifPresent(objection -> {
          throw new SeaworthyException(
              SigningError.NOT_APPROVED,
              "%s can't be used by %s: %s"
                  .formatted(what, cryptography.name(algorithm), objection));
        });
    return new VerificationKey(key, algorithm, cryptography);
  }

  /// Reads a `PUBLIC KEY` in PEM (RFC 7468 §13) for the standard profile.
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY]
  public static VerificationKey ofPem(String pem, String what) {
    return ofPem(pem, what, CryptographyProfile.STANDARD.cryptography());
  }

  /// Reads a `PUBLIC KEY` in PEM (RFC 7468 §13).
  ///
  /// @param what where it came from, for the message
  /// @param cryptography what it is to verify with
  /// @throws SeaworthyException [SigningError#BAD_KEY], [SigningError#NOT_APPROVED]
  public static VerificationKey ofPem(String pem, String what, Cryptography cryptography) {
    byte[] der;
    try {
      der = Pem.decode(pem, Pem.PUBLIC);
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY, "%s is no public key in PEM".formatted(what), e);
    }
    return ofDer(der, what, cryptography);
  }

  /// Reads a SubjectPublicKeyInfo (RFC 5280 §4.1).
  ///
  /// @param what where it came from, for the message
  /// @param cryptography what it is to verify with
  /// @throws SeaworthyException [SigningError#BAD_KEY], [SigningError#NOT_APPROVED]
  public static VerificationKey ofDer(byte[] der, String what, Cryptography cryptography) {
    PublicKey key;
    try {
      key = cryptography.publicKey(der);
    } catch (GeneralSecurityException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY,
          "%s is no public key of a kind that is used here".formatted(what),
          e);
    }
    return of(key, what, cryptography);
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

  /// What it verifies with.
  public Cryptography cryptography() {
    return cryptography;
  }

  /// Whether the holder of the private key signed these bytes.
  public boolean isSigned(byte[] message, byte[] signature) {
    return isSigned(message, signature, SignatureScheme.own(algorithm));
  }

  /// Whether the holder of the private key signed these bytes in one of the ways of cosign.
  public boolean isSignedAsByCosign(byte[] message, byte[] signature) {
    return SignatureScheme.ofCosign(algorithm).stream()
        .anyMatch(scheme -> isSigned(message, signature, scheme));
  }

  /// Whether the holder of the private key signed these bytes in this very way.
  ///
  /// @param scheme one of those that the key can sign by
  public boolean isSigned(byte[] message, byte[] signature, SignatureScheme scheme) {
    try {
      Signature verifier = cryptography.newSignature(scheme);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // A signature that isn't even one.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "%s can't verify %s".formatted(cryptography.name(algorithm), algorithm.word()), e);
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
