package dev.seaworthy.certificate;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Attachments.Attachment;
import dev.seaworthy.image.Attachments.Found;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// The certificates that are attached to an image where it comes from.
public final class AttachedCertificates {

  /// The artefact's type by which a certificate is attached (distribution-spec 1.1).
  public static final String ARTIFACT_TYPE = "application/vnd.seaworthy.certificate.v1+json";

  /// How cosign calls DSSE envelopes too.
  public static final MediaType ENVELOPE = new MediaType("application/vnd.dsse.envelope.v1+json");

  /// How cosign attaches bundles, and calls what is in them.
  public static final MediaType BUNDLE = new MediaType(SigstoreBundle.MEDIA_TYPE);

  /// Whoever may push can attach what looks like certificates; so many are looked at.
  static final int CANDIDATES_MAX = 64;

  private AttachedCertificates() {}

  /// Reads one document that was attached.
  @FunctionalInterface
  public interface Reading {
    /// @throws SeaworthyException when nobody who is trusted signed it as a certificate
    SignedCertificate read(byte[] document);
  }

  /// The latest one that somebody signed who is trusted: an older one would hide what was found
  /// since.
  ///
  /// @param hasBundles whether Sigstore bundles count too
  /// @param reading what reads an envelope or a bundle
  /// @param what the image, for messages
  /// @throws SeaworthyException [CertificateError#NONE_ATTACHED], [CertificateError#TOO_MANY]
  public static SignedCertificate newest(
      Attachments attachments, boolean hasBundles, Reading reading, String what) {
    List<Attachment> candidates =
        new ArrayList<>(found(attachments, ARTIFACT_TYPE, ENVELOPE, what));
    if (hasBundles) {
      candidates.addAll(found(attachments, SigstoreBundle.MEDIA_TYPE, BUNDLE, what));
    }
    List<SignedCertificate> signed = new ArrayList<>();
    String lastProblem = "";
    for (Attachment attachment : candidates) {
      // What can't be fetched may be the newest, so that is no reason to take an older one.
      byte[] document = attachments.read(attachment, Limit.PROVENANCE_BYTES);
      try {
        signed.add(reading.read(document));
      } catch (SeaworthyException e) {
        // Somebody else's, or another kind of statement.
        lastProblem = String.valueOf(e.getMessage());
      }
    }
    return signed.stream()
        .max(Comparator.comparing(each -> each.certificate().decidedAt()))
        .orElseThrow(none(what, candidates.size(), lastProblem));
  }

  private static List<Attachment> found(
      Attachments attachments, String artifactType, MediaType content, String what) {
    Found found = attachments.find(artifactType, CANDIDATES_MAX);
    if (!found.gaps().isEmpty()) {
      // The newest may be among those that were not read.
      throw new SeaworthyException(
          CertificateError.TOO_MANY,
          "%s: %s".formatted(what, Text.shorten(found.gaps().getFirst().detail(), 200)));
    }
    return found.attachments().stream()
        .filter(attachment -> attachment.content().mediaType().equals(content))
        .toList();
  }

  private static Supplier<SeaworthyException> none(
      String what, int candidates, String lastProblem) {
    return () ->
        new SeaworthyException(
            CertificateError.NONE_ATTACHED,
            candidates == 0
                ? what + " has no certificate attached"
                : "none of the %s documents attached to %s counts; the last: %s"
                    .formatted(candidates, what, Text.shorten(lastProblem, 160)));
  }
}
