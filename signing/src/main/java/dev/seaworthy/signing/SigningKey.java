package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/// A key pair that signs. Its private part never shows in a text.
public final class SigningKey implements Signer {

  private final PrivateKey key;
  private final VerificationKey verification;

  private SigningKey(PrivateKey key, VerificationKey verification) {
    this.key = key;
    this.verification = verification;
  }

  /// A new Ed25519 key of the standard profile.
  public static SigningKey generate() {
    return generate(KeyAlgorithm.ED25519, CryptographyProfile.STANDARD.cryptography());
  }

  /// A new key.
  public static SigningKey generate(KeyAlgorithm algorithm, Cryptography cryptography) {
    try {
      KeyPair pair = cryptography.newKeyPair(algorithm);
      return new SigningKey(
          pair.getPrivate(), VerificationKey.of(pair.getPublic(), "a new key", cryptography));
    } catch (GeneralSecurityException e) {
      throw new SeaworthyException(
          SigningError.NOT_APPROVED,
          "tried to make a key for %s by %s"
              .formatted(algorithm.word(), cryptography.name(algorithm)),
          e);
    }
  }

  /// Reads a `PRIVATE KEY` (PKCS #8) in PEM (RFC 7468 §10) and its public part.
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY] when it is none, or when the two parts don't
  ///   belong together
  public static SigningKey ofPem(String pem, VerificationKey verification, String what) {
    SigningKey read;
    try {
      PrivateKey key =
          verification
              .cryptography()
              .privateKey(verification.algorithm(), Pem.decode(pem, Pem.PRIVATE));
      read = new SigningKey(key, verification);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY,
          "%s is no private key in PEM (PKCS #8) of kind %s"
              .formatted(what, verification.algorithm().factory()),
          e);
    }
    byte[] probe = {1};
    if (!verification.isSigned(probe, read.signed(probe, what))) {
      throw new SeaworthyException(
          SigningError.BAD_KEY, "%s doesn't belong to the public key beside it".formatted(what));
    }
    return read;
  }

  String toPem() {
    return Pem.encode(key.getEncoded(), Pem.PRIVATE);
  }

  @Override
  public VerificationKey verification() {
    return verification;
  }

  @Override
  public String cryptography() {
    return "%s by %s"
        .formatted(
            verification.algorithm().word(),
            verification.cryptography().name(verification.algorithm()));
  }

  /// {@inheritDoc}
  ///
  /// Ed25519 gives the same signature for the same bytes (RFC 8032 §5.1.6), the others another one
  /// each time.
  @Override
  public byte[] sign(byte[] message) {
    return signed(message, "the key " + verification);
  }

  @Override
  public byte[] sign(byte[] message, SignatureScheme scheme) {
    scheme.requireFor(verification);
    return signed(message, scheme, "the key " + verification);
  }

  private byte[] signed(byte[] message, String what) {
    return signed(message, SignatureScheme.own(verification.algorithm()), what);
  }

  private byte[] signed(byte[] message, SignatureScheme scheme, String what) {
    try {
      Cryptography cryptography = verification.cryptography();
      Signature signer = cryptography.newSignature(scheme);
      signer.initSign(key, cryptography.random());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY, "%s can't sign by %s".formatted(what, scheme.words()), e);
    }
  }

  @Override
  public String toString() {
    return "the private part of " + verification;
  }
}
