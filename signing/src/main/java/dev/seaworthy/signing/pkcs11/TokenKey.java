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
    return sign(message, SignatureScheme.own(verification.algorithm()));
  }

  /// {@inheritDoc}
  ///
  /// A token that doesn't know the mechanism says so.
  @Override
  public byte[] sign(byte[] message, SignatureScheme scheme) {
    scheme.requireFor(verification);
    byte[] made = signed(message, scheme);
    if (!verification.isSigned(message, made, scheme)) {
      throw new SeaworthyException(
          SigningError.TOKEN,
          "what %s signed isn't signed with %s by the key of the certificate there"
              .formatted(uri, scheme.words()));
    }
    return made;
  }

  private byte[] signed(byte[] message, SignatureScheme scheme) {
    try {
      Signature signer = scheme.prepared(Signature.getInstance(scheme.jcaName(), provider));
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException | ProviderException e) {
      throw Token.failed(uri, e);
    }
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
