package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.time.Instant;
import java.util.Comparator;

/// What a certificate decided of an image, as far as whoever decides again has to know it.
///
/// @param certificate the certificate's digest
/// @param isRefusal whether it keeps the image out
/// @param at when it was decided, which is later than the scan after a re-evaluation
/// @param validUntil the last instant at which it counts
public record Decision(Digest certificate, boolean isRefusal, Instant at, Instant validUntil) {

  /// The latest last. Of two of one instant the refusal is the later one, so that nothing depends
  /// on which was read first.
  public static final Comparator<Decision> ORDER =
      Comparator.comparing(Decision::at)
          .thenComparing(Decision::isRefusal)
          .thenComparing(Decision::certificate);

  /// What was decided on: an image of two names has two certificates.
  ///
  /// @param image the digest of its manifest
  public record Subject(AssetClass asset, Digest image) {

    public static final Comparator<Subject> ORDER =
        Comparator.comparing(Subject::asset, AssetClass.ORDER).thenComparing(Subject::image);

    /// That of a certificate.
    public static Subject of(Certificate certificate) {
      return new Subject(certificate.asset(), certificate.subject());
    }
  }

  /// That of a certificate.
  ///
  /// @param digest the certificate's own
  public static Decision of(Digest digest, Certificate certificate) {
    return new Decision(
        digest,
        certificate.outcome() == Outcome.REFUSED,
        certificate.decidedAt(),
        certificate.validUntil());
  }

  /// Whether it was decided after another one of the image.
  public boolean isAfter(Decision other) {
    int later = at.compareTo(other.at());
    return later > 0 || (later == 0 && isRefusal && !other.isRefusal());
  }

  /// Whether another certificate of the image opens gates when this one doesn't any more.
  ///
  /// @param now what ended before opens none
  public boolean isExceededBy(Decision other, Instant now) {
    return !other.isRefusal()
        && !other.validUntil().isBefore(now)
        && (isRefusal || other.validUntil().isAfter(validUntil));
  }

  static Decision later(Decision one, Decision other) {
    return ORDER.compare(one, other) >= 0 ? one : other;
  }
}
