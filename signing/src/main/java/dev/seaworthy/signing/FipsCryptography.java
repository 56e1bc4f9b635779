package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import java.math.BigInteger;
import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/// The JDK's cryptography, narrowed to what FIPS approves. Nothing else is loaded, even to verify.
final class FipsCryptography implements Cryptography {

  /// FIPS 186-5 §5.4 (e): `65537 ≤ e < 2^256`.
  private static final BigInteger RSA_EXPONENT_MIN = BigInteger.valueOf(65_537);

  private static final int RSA_EXPONENT_BITS_MAX = 256;
  private static final int STRENGTH_BITS = 256;

  private final JdkCryptography jdk = new JdkCryptography();

  @Override
  public String name(KeyAlgorithm algorithm) {
    return "the JDK, profile fips";
  }

  @Override
  public Optional<String> objection(KeyAlgorithm algorithm, PublicKey key) {
    if (!isApproved(algorithm)) {
      return Optional.of("%s is not approved by FIPS 186-5".formatted(algorithm.word()));
    }
    return key instanceof RSAPublicKey rsa && !isApproved(rsa.getPublicExponent())
        ? Optional.of("FIPS 186-5 wants an RSA exponent between 65537 and 2^256")
        : Optional.empty();
  }

  private static boolean isApproved(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519, ECDSA_P256, ECDSA_P384, RSA_PSS -> true;
      case SM2 -> false;
    };
  }

  private static boolean isApproved(BigInteger exponent) {
    return exponent.compareTo(RSA_EXPONENT_MIN) >= 0
        && exponent.bitLength() <= RSA_EXPONENT_BITS_MAX
        && exponent.testBit(0);
  }

  private static void require(KeyAlgorithm algorithm) throws GeneralSecurityException {
    if (!isApproved(algorithm)) {
      throw new NoSuchAlgorithmException(algorithm.word() + " in the profile fips");
    }
  }

  @Override
  public PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    if (Sm2.isKey(der)) {
      throw new SeaworthyException(SigningError.NOT_APPROVED, "SM2 is not approved by FIPS 186-5");
    }
    return jdk.publicKey(der);
  }

  @Override
  public PrivateKey privateKey(KeyAlgorithm algorithm, byte[] der) throws GeneralSecurityException {
    require(algorithm);
    return jdk.privateKey(algorithm, der);
  }

  @Override
  public KeyPair newKeyPair(KeyAlgorithm algorithm) throws GeneralSecurityException {
    require(algorithm);
    return JdkCryptography.newKeyPair(algorithm, random());
  }

  @Override
  public Signature newSignature(SignatureScheme scheme) throws GeneralSecurityException {
    if (scheme == SignatureScheme.SM2_SM3) {
      throw new NoSuchAlgorithmException("SM2 in the profile fips");
    }
    return jdk.newSignature(scheme);
  }

  @Override
  public MessageDigest newDigest(DigestAlgorithm algorithm) throws GeneralSecurityException {
    if (algorithm == DigestAlgorithm.SM3) {
      throw new NoSuchAlgorithmException("SM3 in the profile fips");
    }
    return jdk.newDigest(algorithm);
  }

  /// A generator of SP 800-90A, which the JDK's default need not be.
  @Override
  public SecureRandom random() {
    try {
      return SecureRandom.getInstance(
          "DRBG", DrbgParameters.instantiation(STRENGTH_BITS, Capability.RESEED_ONLY, null));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK since 9 has a DRBG", e);
    }
  }
}
