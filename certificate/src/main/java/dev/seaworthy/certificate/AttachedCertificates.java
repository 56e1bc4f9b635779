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
import java.util.Map;
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
    Candidates all = new Candidates(reading);
    all.take(attachments, ARTIFACT_TYPE, ENVELOPE, what);
    if (hasBundles) {
      all.take(attachments, SigstoreBundle.MEDIA_TYPE, BUNDLE, what);
    }
    return all.signed.stream()
        .max(Comparator.comparing(each -> each.certificate().decidedAt()))
        .orElseThrow(none(what, all.count, all.lastProblem));
  }

  /// What is attached, as far as it was read.
  private static final class Candidates {
    private final Reading reading;
    private final List<SignedCertificate> signed = new ArrayList<>();
    private int count;
    private String lastProblem = "";

    Candidates(Reading reading) {
      this.reading = reading;
    }

    private void take(
        Attachments attachments, String artifactType, MediaType content, String what) {
      Found found = attachments.find(artifactType, CANDIDATES_MAX);
      if (!found.gaps().isEmpty()) {
        // The newest may be among those that were not read.
        throw new SeaworthyException(
            CertificateError.TOO_MANY,
            "%s: %s".formatted(what, Text.shorten(found.gaps().getFirst().detail(), 200)));
      }
      boolean isNewestSeen = false;
      for (Attachment attachment : found.attachments()) {
        if (attachment.content().mediaType().equals(content)) {
          isNewestSeen |= isDatedRight(attachments, attachment);
        }
      }
      if (found.leftOut() > 0 && !isNewestSeen) {
        throw new SeaworthyException(
            CertificateError.TOO_MANY,
            "%s: none of the %s newest certificates counts, and %s were not read"
                .formatted(what, count, found.leftOut()));
      }
    }

    /// Whether it counts and is of when it claims: what was left out claims to be older, and that
    /// tells only where claims are true.
    private boolean isDatedRight(Attachments attachments, Attachment attachment) {
      count++;
      // What can't be fetched may be the newest, so that is no reason to take an older one.
      byte[] document = attachments.read(attachment, Limit.PROVENANCE_BYTES);
      try {
        SignedCertificate read = reading.read(document);
        signed.add(read);
        return attachment.created().filter(read.certificate().decidedAt()::equals).isPresent();
      } catch (SeaworthyException e) {
        // Somebody else's, or another kind of statement.
        lastProblem = String.valueOf(e.getMessage());
        return false;
      }
    }
  }

  /// What is on the manifest that brings a certificate: when it was decided, so that many of them
  /// are looked at from the newest on.
  public static Map<String, String> annotations(Certificate certificate) {
    return Map.of(
        "predicateType",
        Certificate.PREDICATE,
        Attachments.CREATED,
        certificate.decidedAt().toString());
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
