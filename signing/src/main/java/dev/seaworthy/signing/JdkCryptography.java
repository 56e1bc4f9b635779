package dev.seaworthy.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/// The cryptography that every JDK brings.
final class JdkCryptography implements Cryptography {

  private static final List<String> KINDS = List.of("Ed25519", "EC", "RSA");

  @Override
  public String name(KeyAlgorithm algorithm) {
    return "the JDK";
  }

  @Override
  public Optional<String> objection(KeyAlgorithm algorithm, PublicKey key) {
    return Optional.empty();
  }

  @Override
  public PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    X509EncodedKeySpec encoded = new X509EncodedKeySpec(der);
    for (String kind : KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePublic(encoded);
      } catch (InvalidKeySpecException e) {
        // Of another kind; that it is of none is told below.
      }
    }
    throw new InvalidKeySpecException("of no kind that is known");
  }

  @Override
  public PrivateKey privateKey(KeyAlgorithm algorithm, byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm.factory())
        .generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  @Override
  public KeyPair newKeyPair(KeyAlgorithm algorithm) throws GeneralSecurityException {
    return newKeyPair(algorithm, random());
  }

  static KeyPair newKeyPair(KeyAlgorithm algorithm, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.factory());
    generator.initialize(algorithm.parameters(), random);
    return generator.generateKeyPair();
  }

  @Override
  public Signature newSignature(SignatureScheme scheme) throws GeneralSecurityException {
    return scheme.prepared(Signature.getInstance(scheme.jcaName()));
  }

  @Override
  public MessageDigest newDigest(DigestAlgorithm algorithm) throws GeneralSecurityException {
    return MessageDigest.getInstance(algorithm.jcaName());
  }

  @Override
  public SecureRandom random() {
    return new SecureRandom();
  }
}
