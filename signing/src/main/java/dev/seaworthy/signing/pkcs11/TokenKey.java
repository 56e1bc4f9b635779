package dev.seaworthy.signing.pkcs11;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SignatureScheme;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;

/// A private key that stays in its token.
final class TokenKey implements Signer {

  private final Pkcs11Uri uri;
  private final Provider provider;
  private final PrivateKey key;
  private final VerificationKey verification;

  TokenKey(Pkcs11Uri uri, Provider provider, PrivateKey key, VerificationKey verification) {
    this.uri = uri;
    this.provider = provider;
    this.key = key;
    this.verification = verification;
  }

  @Override
  public VerificationKey verification() {
    return verification;
  }

  @Override
  public String cryptography() {
    return "%s by a PKCS #11 token".formatted(verification.algorithm().word());
  }

  /// {@inheritDoc}
  ///
  /// What the token gives is verified before it leaves: the certificate beside a key may be another
  /// key's.
  @Override
  public byte[] sign(byte[] message) {
    byte[] made = signed(message, verification.algorithm()::newSignature);
    requireOwn(verification.isSigned(message, made));
    return made;
  }

  /// {@inheritDoc}
  ///
  /// A token that doesn't know the mechanism says so.
  @Override
  public byte[] sign(byte[] message, SignatureScheme scheme) {
    byte[] made =
        signed(message, by -> scheme.prepared(Signature.getInstance(scheme.jcaName(), by)));
    requireOwn(verification.isSignedAsByCosign(message, made));
    return made;
  }

  /// Makes what signs.
  @FunctionalInterface
  private interface Maker {
    Signature of(Provider provider) throws GeneralSecurityException;
  }

  private byte[] signed(byte[] message, Maker maker) {
    try {
      Signature signer = maker.of(provider);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException | ProviderException e) {
      throw Token.failed(uri, e);
    }
  }

  private void requireOwn(boolean isOwn) {
    if (!isOwn) {
      throw new SeaworthyException(
          SigningError.TOKEN, "the certificate under %s isn't that key's".formatted(uri));
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
