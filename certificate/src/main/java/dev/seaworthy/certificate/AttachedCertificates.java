package dev.seaworthy.certificate;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Attachments.Attachment;
import dev.seaworthy.image.Attachments.Found;
import dev.seaworthy.image.MediaType;
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

  /// Whoever may push can attach what looks like certificates; so many are looked at.
  static final int CANDIDATES_MAX = 64;

  private AttachedCertificates() {}

  /// The latest one that a trusted key signed: an older one would hide what was found since.
  ///
  /// @param what the image, for messages
  /// @throws SeaworthyException [CertificateError#NONE_ATTACHED], [CertificateError#TOO_MANY]
  public static SignedCertificate newest(
      Attachments attachments, TrustedKeys trusted, String what, Limits limits) {
    Found found = attachments.find(ARTIFACT_TYPE, CANDIDATES_MAX);
    List<SignedCertificate> signed = new ArrayList<>();
    String lastProblem = "";
    int candidates = 0;
    boolean isNewestSeen = false;
    for (Attachment attachment : found.attachments()) {
      if (!attachment.content().mediaType().equals(ENVELOPE)) {
        continue;
      }
      candidates++;
      // What can't be fetched may be the newest, so that is no reason to take an older one.
      byte[] envelope = attachments.read(attachment, Limit.PROVENANCE_BYTES);
      try {
        SignedCertificate read =
            SignedCertificate.read(envelope, trusted.of(envelope), what, limits);
        signed.add(read);
        // What was left out claims to be older; that tells only where claims are true.
        isNewestSeen |=
            attachment.created().filter(read.certificate().surveyedAt()::equals).isPresent();
      } catch (SeaworthyException e) {
        // Somebody else's, or another kind of statement.
        lastProblem = String.valueOf(e.getMessage());
      }
    }
    if (!found.gaps().isEmpty()) {
      // The newest may be among those that were not read.
      throw new SeaworthyException(
          CertificateError.TOO_MANY,
          "%s: %s".formatted(what, Text.shorten(found.gaps().getFirst().detail(), 200)));
    }
    if (found.leftOut() > 0 && !isNewestSeen) {
      throw new SeaworthyException(
          CertificateError.TOO_MANY,
          "%s: none of the %s newest certificates counts, and %s were not read"
              .formatted(what, candidates, found.leftOut()));
    }
    return signed.stream()
        .max(Comparator.comparing(each -> each.certificate().surveyedAt()))
        .orElseThrow(none(what, candidates, lastProblem));
  }

  /// What is on the manifest that brings a certificate: when its image was scanned, so that many of
  /// them are looked at from the newest on.
  public static Map<String, String> annotations(Certificate certificate) {
    return Map.of(
        "predicateType",
        Certificate.PREDICATE,
        Attachments.CREATED,
        certificate.surveyedAt().toString());
  }

  private static Supplier<SeaworthyException> none(
      String what, int candidates, String lastProblem) {
    return () ->
        new SeaworthyException(
            CertificateError.NONE_ATTACHED,
            candidates == 0
                ? what + " has no certificate attached"
                : "none of the %s envelopes attached to %s counts; the last: %s"
                    .formatted(candidates, what, Text.shorten(lastProblem, 160)));
  }
}
