package dev.seaworthy.rulebook.deadline;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RuleHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hours from completed evaluation by impact and reach, as FedRAMP's vulnerability response is
/// under the rules of 2026, and the bounds on what was not evaluated or never mitigated.
///
/// @param header what it is and where it is written
/// @param evaluation how long an evaluation may take after detection (VER-TFR-EVU)
/// @param acceptedAfter how long after its evaluation what was never mitigated counts as accepted
///   (VER-TFR-MAV)
/// @param response the times of VDR-TFR-PVR; an impact that isn't there has no deadline
public record ResponseDeadlines(
    RuleHeader header,
    Map<CertificationClass, Duration> evaluation,
    Duration acceptedAfter,
    Map<CertificationClass, Map<ImpactRating, Map<Reach, Duration>>> response) {

  private static final int HOURS_MAX = 100_000;

  public ResponseDeadlines {
    evaluation = Map.copyOf(evaluation);
    response = Map.copyOf(response);
  }

  /// FedRAMP's.
  public static ResponseDeadlines fedramp() {
    return read(RuleDocument.resource(ResponseDeadlines.class, "fedramp-vdr-1.json"));
  }

  /// @throws SeaworthyException [dev.seaworthy.rulebook.RulebookError#BAD_RULE]
  static ResponseDeadlines read(RuleDocument document) {
    RuleHeader header = document.header("evaluationHours", "acceptedAfterHours", "responseHours");
    RuleDocument evaluationHours = document.part("evaluationHours").only("a", "b", "c", "d");
    RuleDocument responseHours = document.part("responseHours").only("a", "b", "c", "d");
    Map<CertificationClass, Duration> evaluation = new EnumMap<>(CertificationClass.class);
    Map<CertificationClass, Map<ImpactRating, Map<Reach, Duration>>> response =
        new EnumMap<>(CertificationClass.class);
    for (CertificationClass each : CertificationClass.values()) {
      evaluation.put(each, hours(evaluationHours, each.word()));
      response.put(each, matrix(responseHours.part(each.word())));
    }
    return new ResponseDeadlines(
        header, evaluation, hours(document, "acceptedAfterHours"), response);
  }

  private static Map<ImpactRating, Map<Reach, Duration>> matrix(RuleDocument part) {
    part.only("n2", "n3", "n4", "n5");
    Map<ImpactRating, Map<Reach, Duration>> matrix = new EnumMap<>(ImpactRating.class);
    for (ImpactRating impact : ImpactRating.values()) {
      if (impact != ImpactRating.N1) {
        RuleDocument row = part.part(impact.word()).only("lev-irv", "lev-nirv", "nlev");
        Map<Reach, Duration> hours = new EnumMap<>(Reach.class);
        for (Reach reach : Reach.values()) {
          hours.put(reach, hours(row, reach.word()));
        }
        matrix.put(impact, Map.copyOf(hours));
      }
    }
    return Map.copyOf(matrix);
  }

  private static Duration hours(RuleDocument document, String member) {
    return Duration.ofHours(document.number(member, 1, HOURS_MAX));
  }

  /// By when an evaluated finding must have come to a lower impact, been mitigated or remediated;
  /// by when it must be evaluated while it isn't. Empty for N1, which goes with routine work.
  ///
  /// @param detected when it was first seen in the asset class
  /// @param evaluatedOrNull when its evaluation, or the last partial mitigation, was completed;
  ///   null while it isn't evaluated
  public Optional<Deadline> of(
      CertificationClass certification,
      ImpactRating impact,
      Reach reach,
      Instant detected,
      @Nullable Instant evaluatedOrNull) {
    if (evaluatedOrNull == null) {
      Duration time = evaluationTime(certification);
      return Optional.of(
          Deadline.until(
              detected.plus(time),
              header.reference(),
              "not evaluated: %s hours from detection at %s (VER-TFR-EVU)"
                  .formatted(time.toHours(), detected)));
    }
    Map<Reach, Duration> row = response.getOrDefault(certification, Map.of()).get(impact);
    Duration time = row == null ? null : row.get(reach);
    if (time == null) {
      return Optional.empty();
    }
    return Optional.of(
        Deadline.until(
            evaluatedOrNull.plus(time),
            header.reference(),
            "%s, %s: %s hours from evaluation at %s (VDR-TFR-PVR)"
                .formatted(impact, reach.word(), time.toHours(), evaluatedOrNull)));
  }

  /// From when on what was never mitigated must be reported as accepted.
  public Deadline acceptance(Instant evaluated) {
    return Deadline.until(
        evaluated.plus(acceptedAfter),
        header.reference(),
        "%s days from evaluation at %s (VER-TFR-MAV)".formatted(acceptedAfter.toDays(), evaluated));
  }

  private Duration evaluationTime(CertificationClass certification) {
    Duration time = evaluation.get(certification);
    if (time == null) {
      throw new IllegalStateException("class " + certification + " has no time for evaluation");
    }
    return time;
  }
}
