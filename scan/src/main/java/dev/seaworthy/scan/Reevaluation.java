package dev.seaworthy.scan;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Bound;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.Reevaluated;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.scan.Certifying.Again;
import dev.seaworthy.scan.Certifying.Preceding;
import dev.seaworthy.scan.ScanLedger.Known;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.PolicyComparison;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verdict decided again on what was kept of a scan: against newer data, or, to replay it,
/// against the same.
///
/// @param before the certificate that was there
/// @param result what was decided now
/// @param certificate what is to be signed
/// @param change what is other than before
public record Reevaluation(
    Certificate before, ScanResult result, Certificate certificate, Change change) {

  /// What a re-evaluation changes.
  public enum Change {
    /// It was cleared and is refused now.
    REFUSED("refused now"),
    /// It was refused and still is.
    STILL_REFUSED("still refused"),
    /// Today's data and deviations clear it, and only a scan may say so: it was refused, or what
    /// nobody has looked for since is too long ago.
    NEEDS_SCAN("scan again"),
    /// It was refused, and is cleared by a re-evaluation that somebody accepted.
    CLEARED("cleared now"),
    /// It holds for less long.
    SHORTENED("shortened"),
    /// It holds for longer, by a re-evaluation that somebody accepted.
    EXTENDED("extended"),
    /// It holds as long as before.
    UNCHANGED("unchanged");

    private final String words;

    Change(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }

    /// The word in reports.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// Whether the certificate before says more than is so: it should be taken back.
    public boolean isLess() {
      return this == REFUSED || this == SHORTENED;
    }
  }

  /// Who signs, and what is known now.
  ///
  /// @param tool such as `seaworthy 0.1.0`
  /// @param cryptography what signs
  /// @param signerEndOrNull the last instant at which the signer's own certificate counts
  /// @param policyOrNull the policy to decide by; null for the one that decided before
  /// @param deviations as they are now
  public record Terms(
      String tool,
      String cryptography,
      @Nullable Instant signerEndOrNull,
      @Nullable Policy policyOrNull,
      List<Deviation> deviations,
      Instant now) {

    public Terms {
      deviations = List.copyOf(deviations);
    }
  }

  /// Holds what was kept against newer data.
  ///
  /// @param store where what this verdict rests on is kept
  /// @param known what the ledger knows of the asset
  /// @throws SeaworthyException [CertificateError#WEAKER_POLICY], [CertificateError#OLDER_DATA],
  ///   [CertificateError#NOT_YET_VALID] when the certificate is of later than now
  public static Reevaluation of(
      KeptSurvey kept,
      SurveyStore store,
      Known known,
      AdvisoryDatabase advisories,
      Terms terms,
      ScanListener listener) {
    Certificate before = kept.certificate().certificate();
    Policy policy = policy(kept, terms);
    requireNewer(before, advisories, terms.now());
    Preceding preceding = Preceding.of(kept.certificate(), policy);
    Circumstances circumstances =
        kept.terms().circumstances(preceding.image(), formerly(kept, known));
    ScanResult result =
        Scan.judge(
            before.asset(),
            kept.image(),
            advisories,
            new Judgement(
                policy,
                before.asset().boundary(),
                terms.now(),
                known.detectionsWith(preceding.detections()),
                terms.deviations(),
                circumstances,
                false),
            listener);
    List<DatedDigest> named = new ArrayList<>();
    before.dataOf(SurveyStore.INVENTORY).ifPresent(named::add);
    named.add(store.keepTerms(result.verdict(), circumstances));
    Again again = again(kept.certificate(), policy, terms.now());
    Certificate certificate =
        Certifying.certificate(
            result,
            new Certifying.Terms(
                terms.tool(),
                before.builder(),
                terms.cryptography(),
                preceding,
                circumstances.facts(),
                terms.signerEndOrNull(),
                terms.now(),
                named,
                again,
                circumstances.manualSteps()));
    return new Reevaluation(before, result, certificate, change(before, certificate, again));
  }

  private static Policy policy(KeptSurvey kept, Terms terms) {
    Policy asked = terms.policyOrNull();
    if (asked == null || asked.digest().equals(kept.policy().digest())) {
      return kept.policy();
    }
    List<String> less = PolicyComparison.less(asked, kept.policy());
    if (!less.isEmpty()) {
      throw new SeaworthyException(
          CertificateError.WEAKER_POLICY,
          "%s asks less than %s, or something else, in %s"
              .formatted(asked.name(), kept.policy().name(), String.join(", ", less)));
    }
    return asked;
  }

  private static void requireNewer(Certificate before, AdvisoryDatabase advisories, Instant now) {
    if (now.isBefore(before.decidedAt())) {
      throw new SeaworthyException(
          CertificateError.NOT_YET_VALID,
          "it was decided at %s, and it is %s here".formatted(before.decidedAt(), now));
    }
    Instant dated = advisories.info().dataDate();
    before
        .dataOf(Certifying.ADVISORIES)
        .filter(data -> dated.isBefore(data.date()))
        .ifPresent(data -> {
          throw new SeaworthyException(
              CertificateError.OLDER_DATA,
              "these are of %s, and the certificate rests on those of %s"
                  .formatted(dated, data.date()));
        });
  }

  private static Set<AssetClass> formerly(KeptSurvey kept, Known known) {
    Set<AssetClass> names = new HashSet<>(kept.formerly());
    names.addAll(known.formerly());
    return names;
  }

  /// Whether a policy counts a re-evaluation as a scan, for findings in packages.
  public static boolean isAccepted(Policy policy, Instant now) {
    dev.seaworthy.verdict.policy.Reevaluation accepted = policy.demands().reevaluationOrNull();
    return accepted != null && accepted.holds(now, policy.zone());
  }

  private static Again again(SignedCertificate before, Policy policy, Instant now) {
    dev.seaworthy.verdict.policy.Reevaluation accepted = policy.demands().reevaluationOrNull();
    Instant surveyedAt = before.certificate().surveyedAt();
    if (accepted != null && isAccepted(policy, now)) {
      return new Again(
          new Reevaluated(
              before.digest(), now, new Reevaluated.Acceptance(accepted.by(), accepted.on())),
          surveyedAt,
          null);
    }
    return new Again(
        new Reevaluated(before.digest(), now, null),
        surveyedAt,
        new Bound(
            CertificateBounds.REEVALUATION,
            before.certificate().validUntil(),
            "the certificate that was re-evaluated ends, and policy %s counts no re-evaluation as a scan"
                .formatted(policy.name())));
  }

  private static Change change(Certificate before, Certificate after, Again again) {
    boolean wasRefused = before.outcome() == Outcome.REFUSED;
    if (after.outcome() == Outcome.REFUSED) {
      return wasRefused ? Change.STILL_REFUSED : Change.REFUSED;
    }
    if (after.validUntil().isBefore(after.issuedAt())) {
      return Change.NEEDS_SCAN;
    }
    if (wasRefused) {
      return again.capOrNull() == null ? Change.CLEARED : Change.NEEDS_SCAN;
    }
    int ends = after.validUntil().compareTo(before.validUntil());
    if (ends == 0) {
      return Change.UNCHANGED;
    }
    return ends < 0 ? Change.SHORTENED : Change.EXTENDED;
  }

  /// Whether the new certificate says anything that the one before doesn't. What would clear a
  /// refusal without a scan is never issued.
  public boolean isToIssue() {
    return switch (change) {
      case NEEDS_SCAN -> false;
      case REFUSED, CLEARED, SHORTENED, EXTENDED -> true;
      case STILL_REFUSED, UNCHANGED ->
          !before.policy().equals(certificate.policy())
              || before.inTheWay() != certificate.inTheWay()
              || !before.detections().equals(certificate.detections())
              || !before.deviations().equals(certificate.deviations());
    };
  }

  /// Decides again exactly what a certificate says, at its instant, on the data that it names.
  ///
  /// @return the certificate as it comes out now
  /// @throws SeaworthyException [CertificateError#NOT_KEPT] when these aren't its data
  public static Certificate replay(
      KeptSurvey kept, AdvisoryDatabase advisories, ScanListener listener) {
    Certificate told = kept.certificate().certificate();
    Digest data = told.dataOf(Certifying.ADVISORIES).map(DatedDigest::digest).orElseThrow();
    if (!advisories.info().digest().equals(data)) {
      throw new SeaworthyException(
          CertificateError.NOT_KEPT,
          "the certificate rests on the advisory data %s, and these are %s"
              .formatted(data, advisories.info().digest()),
          "Give that very database with --db.",
          null);
    }
    Circumstances circumstances =
        kept.terms().circumstances(kept.terms().predecessorOrNull(), kept.formerly());
    Map<FindingId, Instant> detections = Certifying.detections(told);
    Bound signerEnd = bound(told, CertificateBounds.SIGNER);
    ScanResult result =
        Scan.judge(
            told.asset(),
            kept.image(),
            advisories,
            new Judgement(
                kept.policy(),
                told.asset().boundary(),
                told.decidedAt(),
                detections,
                kept.terms().deviations(),
                circumstances,
                false),
            listener);
    return Certifying.certificate(
        result,
        new Certifying.Terms(
            told.tool(),
            told.builder(),
            told.cryptography(),
            preceding(kept, detections),
            circumstances.facts(),
            signerEnd == null ? null : signerEnd.until(),
            told.issuedAt(),
            told.data().stream().filter(Reevaluation::isKept).toList(),
            again(told),
            circumstances.manualSteps()));
  }

  private static boolean isKept(DatedDigest data) {
    return data.name().equals(SurveyStore.INVENTORY) || data.name().equals(SurveyStore.TERMS);
  }

  private static @Nullable Preceding preceding(
      KeptSurvey kept, Map<FindingId, Instant> detections) {
    Certificate told = kept.certificate().certificate();
    Digest previous = told.previousOrNull();
    Circumstances.Predecessor image = kept.terms().predecessorOrNull();
    if (previous == null || image == null) {
      return null;
    }
    return new Preceding(told.asset(), previous, detections, image);
  }

  private static @Nullable Again again(Certificate told) {
    Reevaluated how = told.reevaluatedOrNull();
    if (how == null) {
      return null;
    }
    Bound cap = how.acceptanceOrNull() == null ? bound(told, CertificateBounds.REEVALUATION) : null;
    return new Again(how, told.surveyedAt(), cap);
  }

  private static @Nullable Bound bound(Certificate certificate, String kind) {
    return certificate.bounds().stream()
        .filter(bound -> bound.kind().equals(kind))
        .findFirst()
        .orElse(null);
  }

  /// In what a replayed certificate differs, for people; empty when not one byte does.
  public static String difference(SignedCertificate told, Certificate replayed) {
    if (SignedCertificate.digestOf(replayed).equals(told.digest())) {
      return "";
    }
    Certificate was = told.certificate();
    List<String> parts = new ArrayList<>();
    compare(parts, "verdict", was.outcome().word(), replayed.outcome().word());
    compare(parts, "validUntil", was.validUntil(), replayed.validUntil());
    compare(parts, "findings in the way", was.inTheWay(), replayed.inTheWay());
    compare(parts, "counts", was.counts(), replayed.counts());
    compare(parts, "deviations", was.deviations(), replayed.deviations());
    compare(parts, "bounds", was.bounds(), replayed.bounds());
    if (!was.detections().equals(replayed.detections())) {
      parts.add(
          "detections (%s, now %s)"
              .formatted(was.detections().size(), replayed.detections().size()));
    }
    compare(parts, "data", was.data(), replayed.data());
    return parts.isEmpty() ? "the form of the document" : String.join("; ", parts);
  }

  private static void compare(List<String> parts, String what, Object was, Object is) {
    if (!was.equals(is)) {
      parts.add(
          "%s (%s, now %s)"
              .formatted(
                  what, Text.shorten(was.toString(), 160), Text.shorten(is.toString(), 160)));
    }
  }
}
