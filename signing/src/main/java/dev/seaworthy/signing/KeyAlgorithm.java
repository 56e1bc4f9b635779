package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of keys that sign and verify here, and the one way in which each signs: ECDSA in DER,
/// RSA by PSS with a salt as long as the hash.
public enum KeyAlgorithm {
  /// RFC 8032; what keys of an installation are.
  ED25519("Ed25519", "ed25519"),
  /// FIPS 186-5 with SHA-256; what cosign makes.
  ECDSA_P256("EC", "ecdsa-p256-sha256"),
  /// FIPS 186-5 with SHA-384.
  ECDSA_P384("EC", "ecdsa-p384-sha384"),
  /// RFC 8017 §8.1 with SHA-256, keys of 2048 bits and more.
  RSA_PSS("RSA", "rsa-pss-sha256"),
  /// GB/T 32918 with SM3, on the curve `sm2p256v1`, with the default id of GM/T 0009.
  SM2("EC", "sm2-sm3");

  private static final int RSA_BITS_MIN = 2048;
  private static final int RSA_BITS_NEW = 3072;
  private static final int P256_BITS = 256;
  private static final int P384_BITS = 384;

  private final String factory;
  private final String word;

  KeyAlgorithm(String factory, String word) {
    this.factory = factory;
    this.word = word;
  }

  /// The name in documents, such as `ecdsa-p256-sha256`.
  public String word() {
    return word;
  }

  /// The kind of this name.
  ///
  /// @throws SeaworthyException [SigningError#UNKNOWN_ALGORITHM]
  public static KeyAlgorithm parse(String word) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            new SeaworthyException(
                SigningError.UNKNOWN_ALGORITHM,
                "there is no kind of key \"%s\", only %s"
                    .formatted(
                        Text.shorten(word, 40),
                        Arrays.stream(values())
                            .map(KeyAlgorithm::word)
                            .collect(Collectors.joining(", ")))));
  }

  /// What the JDK calls the kind of key.
  String factory() {
    return factory;
  }

  /// What new keys of this kind are made by.
  AlgorithmParameterSpec parameters() {
    return switch (this) {
      case ED25519 -> NamedParameterSpec.ED25519;
      case ECDSA_P256 -> new ECGenParameterSpec("secp256r1");
      case ECDSA_P384 -> new ECGenParameterSpec("secp384r1");
      case SM2 -> new ECGenParameterSpec("sm2p256v1");
      case RSA_PSS -> new RSAKeyGenParameterSpec(RSA_BITS_NEW, RSAKeyGenParameterSpec.F4);
    };
  }

  /// The kind that a key is of; empty for curves, lengths and kinds that aren't used here.
  static Optional<KeyAlgorithm> of(PublicKey key) {
    if (Sm2.isKey(key.getEncoded())) {
      return Optional.of(SM2);
    }
    return switch (key) {
      case EdECPublicKey edwards
          when edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName()) ->
          Optional.of(ED25519);
      case ECPublicKey elliptic -> ofCurve(elliptic);
      case RSAPublicKey rsa when rsa.getModulus().bitLength() >= RSA_BITS_MIN ->
          Optional.of(RSA_PSS);
      default -> Optional.empty();
    };
  }

  /// By the curve's size and name: other curves of 256 bits (secp256k1) are none of ours.
  private static Optional<KeyAlgorithm> ofCurve(ECPublicKey key) {
    String name = key.getParams().toString();
    int bits = key.getParams().getCurve().getField().getFieldSize();
    if (bits == P256_BITS && name.contains("secp256r1")) {
      return Optional.of(ECDSA_P256);
    }
    return bits == P384_BITS && name.contains("secp384r1")
        ? Optional.of(ECDSA_P384)
        : Optional.empty();
  }
}
