package dev.seaworthy.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// SM2 with SM3 (GB/T 32918, GB/T 32905), by Bouncy Castle. The signer's id is the default one of
/// GM/T 0009, `1234567812345678`. Nothing of it is loaded before a key of this kind is met.
final class Sm2 {

  /// What a SubjectPublicKeyInfo on the curve `sm2p256v1` (OID 1.2.156.10197.1.301) has before the
  /// coordinates of its point.
  private static final byte[] PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a811ccf5501822d034200");

  private static final String FACTORY = "EC";

  private Sm2() {}

  /// The provider, once it has shown that it computes what the standard's examples say.
  private static final class Tested {
    static final Provider PROVIDER = tested(new BouncyCastleProvider());

    /// GB/T 32905 §A.1: SM3 of "abc".
    private static Provider tested(Provider provider) {
      byte[] expected =
          HexFormat.of()
              .parseHex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
      try {
        byte[] found =
            MessageDigest.getInstance("SM3", provider)
                .digest("abc".getBytes(StandardCharsets.US_ASCII));
        if (Arrays.equals(expected, found)) {
          return provider;
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Bouncy Castle has SM3", e);
      }
      throw new IllegalStateException("SM3 computes something else than its standard says");
    }
  }

  /// Whether this is a public key of the kind; looks at the bytes alone.
  static boolean isKey(byte[] der) {
    return der.length > PREFIX.length
        && Arrays.equals(PREFIX, 0, PREFIX.length, der, 0, PREFIX.length);
  }

  static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance(FACTORY, Tested.PROVIDER)
          .generatePublic(new X509EncodedKeySpec(der));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("its point isn't on the curve", e);
    }
  }

  static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance(FACTORY, Tested.PROVIDER)
        .generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  static KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(FACTORY, Tested.PROVIDER);
    generator.initialize(new ECGenParameterSpec("sm2p256v1"), random);
    return generator.generateKeyPair();
  }

  static Signature newSignature() throws GeneralSecurityException {
    return Signature.getInstance("SM3WITHSM2", Tested.PROVIDER);
  }

  static MessageDigest newDigest() throws GeneralSecurityException {
    return MessageDigest.getInstance("SM3", Tested.PROVIDER);
  }
}
