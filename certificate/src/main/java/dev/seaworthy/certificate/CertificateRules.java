package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a gate asks of a certificate. Every gate asks this and nothing else; none of it needs a
/// network.
///
/// @param policies the digests of the policies that count; empty for every policy
/// @param boundaryOrNull the boundary that the asset must belong to; null for any
/// @param revocations the list that is known
/// @param revocationsAgeMaxOrNull how old that list may be; null where none is asked for
/// @param newestOrNull the latest time of a decision that is known of this image: an older
///   certificate is a replay; null when none is known
public record CertificateRules(
    Set<Digest> policies,
    @Nullable String boundaryOrNull,
    Revocations revocations,
    @Nullable Duration revocationsAgeMaxOrNull,
    @Nullable Instant newestOrNull) {

  /// Issuers' and gates' clocks differ.
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /// Any policy, any boundary, nothing revoked.
  public static final CertificateRules PLAIN =
      new CertificateRules(Set.of(), null, Revocations.NONE, null, null);

  public CertificateRules {
    policies = Set.copyOf(policies);
  }

  /// The same with a list of revocations.
  public CertificateRules with(Revocations list) {
    return new CertificateRules(
        policies, boundaryOrNull, list, revocationsAgeMaxOrNull, newestOrNull);
  }

  /// Lets an image through that this certificate clears now.
  ///
  /// @param presented read by a trusted key
  /// @param image the digest of the manifest that is about to be used
  /// @throws SeaworthyException with the one [CertificateError] of the first rule that fails
  public void require(SignedCertificate presented, Digest image, Instant now) {
    Certificate certificate = presented.certificate();
    if (!certificate.subject().equals(image)) {
      throw refused(
          CertificateError.OTHER_SUBJECT,
          "it is of %s, and the image is %s".formatted(certificate.subject(), image));
    }
    if (boundaryOrNull != null && !boundaryOrNull.equals(certificate.asset().boundary())) {
      throw refused(
          CertificateError.OTHER_ASSET,
          "it is of %s, and this is boundary %s".formatted(certificate.asset(), boundaryOrNull));
    }
    revocations(presented, now);
    times(certificate, now);
    if (!policies.isEmpty() && !policies.contains(certificate.policy())) {
      throw refused(
          CertificateError.OTHER_POLICY,
          "it was decided by %s (%s)"
              .formatted(Text.shorten(certificate.policyName(), 60), certificate.policy()));
    }
    if (certificate.outcome() == Outcome.REFUSED) {
      throw refused(
          CertificateError.REFUSED,
          certificate.inTheWay() == 1
              ? "1 finding stands in its way"
              : certificate.inTheWay() + " findings stand in its way");
    }
  }

  private void revocations(SignedCertificate presented, Instant now) {
    Duration ageMax = revocationsAgeMaxOrNull;
    if (ageMax != null
        && (revocations.equals(Revocations.NONE)
            || revocations.issuedAt().plus(ageMax).isBefore(now))) {
      throw refused(
          CertificateError.STALE_REVOCATIONS,
          revocations.equals(Revocations.NONE)
              ? "no list was given"
              : "it is of %s".formatted(revocations.issuedAt()));
    }
    Optional<Revocations.Revocation> revocation = revocations.of(presented.digest());
    if (revocation.isPresent()) {
      throw refused(
          CertificateError.REVOKED,
          "on %s: %s"
              .formatted(revocation.get().at(), Text.shorten(revocation.get().reason(), 160)));
    }
  }

  private void times(Certificate certificate, Instant now) {
    if (certificate.issuedAt().minus(CLOCK_TOLERANCE).isAfter(now)) {
      throw refused(
          CertificateError.NOT_YET_VALID,
          "it was issued at %s, and it is %s here".formatted(certificate.issuedAt(), now));
    }
    if (newestOrNull != null && certificate.decidedAt().isBefore(newestOrNull)) {
      throw refused(
          CertificateError.REPLAYED,
          "it was decided at %s, and one of %s is known"
              .formatted(certificate.decidedAt(), newestOrNull));
    }
    if (now.isAfter(certificate.validUntil())) {
      throw refused(
          CertificateError.EXPIRED,
          "it held through %s (%s), and it is %s"
              .formatted(
                  certificate.validUntil(), Text.shorten(certificate.endsBecause(), 160), now));
    }
  }

  private static SeaworthyException refused(CertificateError code, String detail) {
    return new SeaworthyException(code, detail);
  }
}
