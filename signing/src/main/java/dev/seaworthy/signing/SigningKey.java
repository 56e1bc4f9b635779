package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/// A key pair that signs. Its private part never shows in a text.
public final class SigningKey implements Signer {

  private final PrivateKey key;
  private final VerificationKey verification;

  private SigningKey(PrivateKey key, VerificationKey verification) {
    this.key = key;
    this.verification = verification;
  }

  /// A new Ed25519 key, by the randomness of the JDK.
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerificationKey.of(pair.getPublic(), "a new key"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 makes Ed25519 keys", e);
    }
  }

  /// Reads a `PRIVATE KEY` (PKCS #8) in PEM (RFC 7468 §10) and its public part.
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_KEY] when it is none, or when the two parts don't
  ///   belong together
  public static SigningKey ofPem(String pem, VerificationKey verification, String what) {
    SigningKey read;
    String kind = verification.algorithm().factory();
    try {
      PrivateKey key =
          KeyFactory.getInstance(kind)
              .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(pem, Pem.PRIVATE)));
      read = new SigningKey(key, verification);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY,
          "%s is no private key in PEM (PKCS #8) of kind %s".formatted(what, kind),
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

  /// {@inheritDoc}
  ///
  /// Ed25519 gives the same signature for the same bytes (RFC 8032 §5.1.6), the others another one
  /// each time.
  @Override
  public byte[] sign(byte[] message) {
    return signed(message, "the key " + verification);
  }

  private byte[] signed(byte[] message, String what) {
    try {
      Signature signer = verification.algorithm().newSignature();
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new SeaworthyException(
          SigningError.BAD_KEY,
          "%s can't sign by %s".formatted(what, verification.algorithm().word()),
          e);
    }
  }

  @Override
  public String toString() {
    return "the private part of " + verification;
  }
}
