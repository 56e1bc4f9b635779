package dev.seaworthy.certificate.release;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a document in a release is.
public enum DocumentRole {
  /// The certificate that let the image out.
  CERTIFICATE,
  /// The bill of materials.
  SBOM,
  /// Who built it, from what (SLSA or BuildKit provenance).
  PROVENANCE,
  /// A signature of the image.
  SIGNATURE,
  /// The producer's secure software development attestation form (NIST SP 800-218, OMB M-22-18).
  SSDF_ATTESTATION,
  /// Anything else that belongs to it.
  OTHER;

  /// The word in manifests and on the command line, such as `ssdf-attestation`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The role of this word, if there is one.
  public static Optional<DocumentRole> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
