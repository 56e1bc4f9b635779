package dev.seaworthy.scan;

import dev.seaworthy.certificate.Bound;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.scan.Certifying.Again;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Relief;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.policy.DetectionCadence;
import dev.seaworthy.verdict.policy.Reevaluation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Everything that ends a certificate.
///
/// Where an inventory that was kept was held against newer data, the windows begin at the scan
/// still, unless somebody accepted that this counts as one. Then they begin anew for findings in
/// packages alone: nobody has looked for secrets, malware or failed checks again, so a policy that
/// asks for those has the old windows beside the new ones.
final class CertificateBounds {

  /// The end that a re-evaluation can't go beyond.
  static final String REEVALUATION = "reevaluation";

  /// The end of the signer's own certificate.
  static final String SIGNER = "signer";

  private static final String SCAN_WINDOW = "scan-window";
  private static final String INSPECTION_WINDOW = "inspection-window";
  private static final Duration DAY = Duration.ofDays(1);

  private final ScanResult result;
  private final Certifying.Terms terms;
  private final Policy policy;
  private final List<Bound> bounds = new ArrayList<>();

  CertificateBounds(ScanResult result, Certifying.Terms terms) {
    this.result = result;
    this.terms = terms;
    this.policy = result.verdict().policy();
  }

  /// In no order, at least one.
  List<Bound> all() {
    Again again = terms.againOrNull();
    Instant decided = result.verdict().surveyedAt();
    if (again == null) {
      windows(decided, SCAN_WINDOW, "the scan");
    } else if (again.capOrNull() != null) {
      windows(again.surveyedAt(), SCAN_WINDOW, "the scan");
      bounds.add(again.capOrNull());
    } else {
      windows(decided, SCAN_WINDOW, "the re-evaluation");
      if (!policy.demanded().isEmpty()) {
        windows(again.surveyedAt(), INSPECTION_WINDOW, "the scan");
      }
      acceptance(again);
    }
    data(decided);
    deadlineAndDeviations();
    Instant signerEnd = terms.signerEndOrNull();
    if (signerEnd != null) {
      bounds.add(new Bound(SIGNER, signerEnd, "the signer's own certificate ends"));
    }
    return bounds;
  }

  private void windows(Instant from, String kind, String what) {
    bounds.add(
        new Bound(
            kind,
            windowEnd(from),
            "%s hours from %s at %s".formatted(policy.scanWindowHours(), what, from)));
    DetectionCadence cadence = policy.demands().detectionOrNull();
    if (cadence != null) {
      bounds.add(
          new Bound(
              "detection-cadence",
              cadence.until(from),
              "%s from %s at %s (%s; that images are such is an interpretation)"
                  .formatted(cadence.ofImages(), what, from, cadence.imagesAre().rule())));
    }
  }

  private Instant windowEnd(Instant from) {
    return from.plus(Duration.ofHours(policy.scanWindowHours()));
  }

  /// What was accepted until some day counts until then; the scan itself counts as long as it would
  /// have anyway.
  private void acceptance(Again again) {
    Reevaluation accepted = policy.demands().reevaluationOrNull();
    Optional<Instant> end = accepted == null ? Optional.empty() : accepted.end(policy.zone());
    end.ifPresent(until -> {
      Instant scan = windowEnd(again.surveyedAt());
      bounds.add(
          new Bound(
              REEVALUATION,
              until.isBefore(scan) ? scan : until,
              "re-evaluation is accepted until " + until));
    });
  }

  private void data(Instant decided) {
    int daysMax = policy.certificateDataAgeDaysMax(policy.dataAgeDaysMax());
    Instant dated = result.data().dataDate();
    bounds.add(
        new Bound(
            "data-age",
            later(dated, decided).plus(DAY.multipliedBy(daysMax)),
            "advisory data of %s, %s days allowed".formatted(dated, daysMax)));
    int signatureDaysMax = policy.certificateDataAgeDaysMax(policy.malwareDataAgeDaysMax());
    for (EngineReport engine : result.inspection().engines()) {
      Instant signatures = engine.dataDateOrNull();
      if (signatures != null) {
        bounds.add(
            new Bound(
                "malware-data-age",
                signatures.plus(DAY.multipliedBy(signatureDaysMax)),
                "signatures of %s of %s".formatted(engine.name(), signatures)));
      }
    }
  }

  private void deadlineAndDeviations() {
    Verdict verdict = result.verdict();
    verdict.obligations().stream()
        .findFirst()
        .map(obligation ->
            new Bound(
                "deadline",
                obligation.deadline().holdsThrough(),
                "deadline of %s (%s)".formatted(obligation.name(), obligation.deadline().reason())))
        .ifPresent(bounds::add);
    firstDeviation(verdict).ifPresent(bounds::add);
  }

  /// A certificate ends with the first deviation that it rests on.
  private static Optional<Bound> firstDeviation(Verdict verdict) {
    return verdict.reliefs().values().stream()
        .min(Comparator.comparing(Relief::until))
        .map(relief ->
            new Bound(
                "deviation",
                relief.until(),
                "the first of its deviations ends: "
                    + String.join(
                        ", ",
                        relief.deviations().stream().map(each -> each.request().id()).toList())));
  }

  /// Data without a date refuse by themselves; they can't end before the scan.
  private static Instant later(Instant dated, Instant surveyed) {
    return dated.equals(Instant.EPOCH) ? surveyed : dated;
  }
}
