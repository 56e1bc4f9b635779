package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningError;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A signer's certificate and those above it up to, but without, a root.
///
/// @param certificates each below the one that signed it, the signer's first
record Chain(List<X509Certificate> certificates) {

  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String ANY_USAGE = "2.5.29.37.0";

  private static final String PSS = "RSASSA-PSS";
  private static final Set<String> HASHES = Set.of("SHA-256", "SHA-384", "SHA-512");
  private static final int RSA_BITS_MIN = 2048;

  /// Signatures on certificates that still count; what the JDK disables is refused beyond that.
  private static final Set<String> SIGNATURES =
      Set.of(
          "SHA256withRSA",
          "SHA384withRSA",
          "SHA512withRSA",
          PSS,
          "SHA256withECDSA",
          "SHA384withECDSA",
          "SHA512withECDSA",
          "Ed25519",
          "EdDSA");

  Chain {
    certificates = List.copyOf(certificates);
  }

  /// A chain without the root that its maker may have put at its end.
  static Chain of(List<X509Certificate> given, Set<X509Certificate> roots) {
    int end = given.size();
    while (end > 1 && roots.contains(given.get(end - 1))) {
      end--;
    }
    return new Chain(given.subList(0, end));
  }

  X509Certificate signer() {
    return certificates.getFirst();
  }

  String name() {
    return signer().getSubjectX500Principal().getName();
  }

  /// The root that the chain leads to, by the rules of RFC 5280 §6 as of an instant, but for
  /// revocation.
  ///
  /// @throws SeaworthyException with the code of the rule that it breaks
  X509Certificate requireRoot(Set<X509Certificate> roots, Instant at) {
    for (X509Certificate each : certificates) {
      requireStrong(each);
    }
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
      PKIXParameters parameters =
          new PKIXParameters(
              roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
      parameters.setRevocationEnabled(false);
      Certificates.setDate(parameters, at);
      if (CertPathValidator.getInstance("PKIX").validate(path, parameters)
          instanceof PKIXCertPathValidatorResult result) {
        return result.getTrustAnchor().getTrustedCert();
      }
      throw new IllegalStateException("PKIX gives its own kind of result");
    } catch (CertPathValidatorException e) {
      throw refused(
          code(e.getReason(), String.valueOf(e.getMessage())),
          "as of %s, certificate %s of %s: %s"
              .formatted(at, e.getIndex() + 1, certificates.size(), e.getMessage()),
          e);
    } catch (GeneralSecurityException e) {
      throw refused(SigningError.CHAIN, String.valueOf(e.getMessage()), e);
    }
  }

  /// What the JDK would still let through is refused in each certificate but the root, which
  /// somebody chose.
  private void requireStrong(X509Certificate each) {
    if (!SIGNATURES.contains(each.getSigAlgName()) || !hasStrongHash(each)) {
      throw refused(
          SigningError.CHAIN,
          "a certificate of it is signed by %s over a hash that doesn't count"
              .formatted(each.getSigAlgName()),
          null);
    }
    if (each.getPublicKey() instanceof RSAKey rsa && rsa.getModulus().bitLength() < RSA_BITS_MIN) {
      throw refused(
          SigningError.CHAIN,
          "the RSA key of %s has %s bits, and at least %s are asked for"
              .formatted(
                  each.getSubjectX500Principal().getName(),
                  rsa.getModulus().bitLength(),
                  RSA_BITS_MIN),
          null);
    }
  }

  /// The name of RSA-PSS says nothing of its hash, which is SHA-1 unless the parameters name one.
  private static boolean hasStrongHash(X509Certificate each) {
    if (!each.getSigAlgName().equals(PSS)) {
      return true;
    }
    byte[] encoded = each.getSigAlgParams();
    if (encoded == null) {
      return false;
    }
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
      parameters.init(encoded);
      PSSParameterSpec found = parameters.getParameterSpec(PSSParameterSpec.class);
      return found.getMGFParameters() instanceof MGF1ParameterSpec mask
          && HASHES.contains(found.getDigestAlgorithm())
          && HASHES.contains(mask.getDigestAlgorithm());
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private static SigningError code(Reason reason, String message) {
    return switch (reason) {
      case BasicReason.EXPIRED -> SigningError.SIGNER_EXPIRED;
      case BasicReason.NOT_YET_VALID -> SigningError.SIGNER_NOT_YET_VALID;
      case PKIXReason.NO_TRUST_ANCHOR -> SigningError.OTHER_ROOT;
      case PKIXReason.PATH_TOO_LONG -> SigningError.PATH_LENGTH;
      case PKIXReason.INVALID_NAME -> SigningError.NAME_CONSTRAINTS;
      // The JDK gives no reason of its own for constraints on names.
      default ->
          message.contains("name constraints") ? SigningError.NAME_CONSTRAINTS : SigningError.CHAIN;
    };
  }

  /// The signer's certificate must be for signing code, and no authority above it for something
  /// else alone.
  ///
  /// @throws SeaworthyException [SigningError#NO_CODE_SIGNING]
  void requireCodeSigning() {
    try {
      List<String> usages = signer().getExtendedKeyUsage();
      if (usages == null || !usages.contains(CODE_SIGNING)) {
        throw refused(
            SigningError.NO_CODE_SIGNING,
            "it is for %s".formatted(usages == null ? "anything" : usages),
            null);
      }
      boolean[] uses = signer().getKeyUsage();
      if (uses != null && !uses[0]) {
        throw refused(SigningError.NO_CODE_SIGNING, "its key isn't for signatures", null);
      }
      for (X509Certificate above : certificates.subList(1, certificates.size())) {
        List<String> allowed = above.getExtendedKeyUsage();
        if (allowed != null && !allowed.contains(CODE_SIGNING) && !allowed.contains(ANY_USAGE)) {
          throw refused(
              SigningError.NO_CODE_SIGNING,
              "the authority %s is for %s"
                  .formatted(above.getSubjectX500Principal().getName(), allowed),
              null);
        }
      }
    } catch (CertificateParsingException e) {
      throw refused(SigningError.CHAIN, "its extended key usage can't be read", e);
    }
  }

  SeaworthyException refused(SigningError code, String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        code, "the certificate of %s: %s".formatted(name(), reason), cause);
  }
}
