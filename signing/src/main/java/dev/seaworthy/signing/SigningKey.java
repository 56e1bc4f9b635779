package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/// An Ed25519 key pair (RFC 8032), that signs. Its private part never shows in a text.
public final class SigningKey {

  static final String ALGORITHM = "Ed25519";

  private final PrivateKey key;
  private final VerificationKey verification;

  private SigningKey(PrivateKey key, VerificationKey verification) {
    this.key = key;
    this.verification = verification;
  }

  /// A new key, by the randomness of the JDK.
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerificationKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 makes Ed25519 keys", e);
    }
  }

  /// Reads a `PRIVATE KEY` (PKCS #8) in PEM (RFC 7468 §10) and its public part.
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY] when it is none, or when the two parts don't
  ///   belong together
  static SigningKey ofPem(String pem, VerificationKey verification, String what) {
    SigningKey read;
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(pem, Pem.PRIVATE)));
      read = new SigningKey(key, verification);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY, "%s is no Ed25519 private key in PEM".formatted(what), e);
    }
    byte[] probe = {1};
    if (!verification.isSigned(probe, read.sign(probe))) {
      throw new SeaworthyException(
          SigningError.BAD_KEY, "%s doesn't belong to the public key beside it".formatted(what));
    }
    return read;
  }

  String toPem() {
    return Pem.encode(key.getEncoded(), Pem.PRIVATE);
  }

  /// The public part.
  public VerificationKey verification() {
    return verification;
  }

  /// The signature on these bytes; the same bytes give the same signature (RFC 8032 §5.1.6).
  public byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 signs by Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "the private part of " + verification;
  }
}
