package dev.seaworthy.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Optional;

/// Everything that is known here: by the JDK where it can, else by Bouncy Castle.
final class StandardCryptography implements Cryptography {

  private final JdkCryptography jdk = new JdkCryptography();

  @Override
  public String name(KeyAlgorithm algorithm) {
    return algorithm == KeyAlgorithm.SM2 ? "Bouncy Castle" : jdk.name(algorithm);
  }

  @Override
  public Optional<String> objection(KeyAlgorithm algorithm, PublicKey key) {
    return Optional.empty();
  }

  @Override
  public PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    return Sm2.isKey(der) ? Sm2.publicKey(der) : jdk.publicKey(der);
  }

  @Override
  public PrivateKey privateKey(KeyAlgorithm algorithm, byte[] der) throws GeneralSecurityException {
    return algorithm == KeyAlgorithm.SM2 ? Sm2.privateKey(der) : jdk.privateKey(algorithm, der);
  }

  @Override
  public KeyPair newKeyPair(KeyAlgorithm algorithm) throws GeneralSecurityException {
    return algorithm == KeyAlgorithm.SM2 ? Sm2.newKeyPair(random()) : jdk.newKeyPair(algorithm);
  }

  @Override
  public Signature newSignature(SignatureScheme scheme) throws GeneralSecurityException {
    return scheme == SignatureScheme.SM2_SM3 ? Sm2.newSignature() : jdk.newSignature(scheme);
  }

  @Override
  public MessageDigest newDigest(DigestAlgorithm algorithm) throws GeneralSecurityException {
    return algorithm == DigestAlgorithm.SM3 ? Sm2.newDigest() : jdk.newDigest(algorithm);
  }

  @Override
  public SecureRandom random() {
    return jdk.random();
  }
}
