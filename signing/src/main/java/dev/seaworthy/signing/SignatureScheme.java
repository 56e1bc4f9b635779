package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/// How a signature is computed. A [KeyAlgorithm] has one way that is ours; cosign takes other ways
/// with some of the same keys.
public enum SignatureScheme {
  /// RFC 8032 §5.1.
  ED25519("Ed25519", "Ed25519"),
  /// RFC 8032 §5.1, over the SHA-512 of the message.
  ED25519PH("Ed25519", "Ed25519ph"),
  /// FIPS 186-5 §6 on whatever curve the key is on, in DER.
  ECDSA_SHA256("SHA256withECDSA", "ECDSA with SHA-256"),
  /// FIPS 186-5 §6 on whatever curve the key is on, in DER.
  ECDSA_SHA384("SHA384withECDSA", "ECDSA with SHA-384"),
  /// RFC 8017 §8.1 with a salt as long as the hash.
  RSA_PSS_SHA256("RSASSA-PSS", "RSA-PSS with SHA-256"),
  /// RFC 8017 §8.2.
  RSA_PKCS1_SHA256("SHA256withRSA", "RSA by PKCS #1 v1.5 with SHA-256"),
  /// GB/T 32918.
  SM2_SM3("SM3WITHSM2", "SM2 with SM3");

  private static final int SHA256_BYTES = 32;

  private final String jcaName;
  private final String words;

  SignatureScheme(String jcaName, String words) {
    this.jcaName = jcaName;
    this.words = words;
  }

  /// What cosign signs or verifies with a key of this kind, what it verifies first: the way to sign
  /// so that cosign, podman and skopeo take it. Cosign 3.1 itself signs over SHA-384 with P-384 and
  /// by Ed25519ph, and verifies neither.
  public static List<SignatureScheme> ofCosign(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> List.of(ED25519, ED25519PH);
      case ECDSA_P256 -> List.of(ECDSA_SHA256);
      case ECDSA_P384 -> List.of(ECDSA_SHA256, ECDSA_SHA384);
      case RSA_PSS -> List.of(RSA_PKCS1_SHA256, RSA_PSS_SHA256);
      case SM2 -> List.of(SM2_SM3);
    };
  }

  /// The way that is ours.
  public static SignatureScheme own(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> ED25519;
      case ECDSA_P256 -> ECDSA_SHA256;
      case ECDSA_P384 -> ECDSA_SHA384;
      case RSA_PSS -> RSA_PSS_SHA256;
      case SM2 -> SM2_SM3;
    };
  }

  /// Asks whether a key can sign so.
  ///
  /// @throws SeaworthyException [SigningError#OTHER_SCHEME] when it can't
  public void requireFor(VerificationKey key) {
    if (!ofCosign(key.algorithm()).contains(this)) {
      throw otherThan(key);
    }
  }

  /// What a signer says that can't sign so.
  SeaworthyException otherThan(VerificationKey key) {
    return new SeaworthyException(
        SigningError.OTHER_SCHEME, "%s can't sign by %s".formatted(key, words));
  }

  /// What the JDK calls it.
  public String jcaName() {
    return jcaName;
  }

  /// For people.
  public String words() {
    return words;
  }

  /// Tells what makes and checks signatures the parameters of this scheme.
  ///
  /// @throws GeneralSecurityException when it knows no such parameters
  public Signature prepared(Signature made) throws GeneralSecurityException {
    switch (this) {
      case ED25519PH -> made.setParameter(new EdDSAParameterSpec(true));
      case RSA_PSS_SHA256 ->
          made.setParameter(
              new PSSParameterSpec(
                  "SHA-256",
                  "MGF1",
                  MGF1ParameterSpec.SHA256,
                  SHA256_BYTES,
                  PSSParameterSpec.TRAILER_FIELD_BC));
      case ED25519, ECDSA_SHA256, ECDSA_SHA384, RSA_PKCS1_SHA256, SM2_SM3 -> {
        // They have none.
      }
    }
    return made;
  }
}
