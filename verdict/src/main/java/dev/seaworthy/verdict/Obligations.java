package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Enrichment.KnownExploited;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.deadline.Deadline;
import dev.seaworthy.rulebook.deadline.RatingDeadlines;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By when the open findings of a survey must be gone, as the policy's rule has it.
final class Obligations {

  private final Survey survey;
  private final Policy policy;
  private final Reliefs reliefs;

  private Obligations(Survey survey, Policy policy, Reliefs reliefs) {
    this.survey = survey;
    this.policy = policy;
    this.reliefs = reliefs;
  }

  /// Of the findings that have a rating and stand, the earliest first.
  static List<Obligation> of(
      Survey survey, Policy policy, List<Finding> findings, Reliefs reliefs) {
    RatingDeadlines rule = policy.deadlinesOrNull();
    if (rule == null) {
      return List.of();
    }
    Obligations obligations = new Obligations(survey, policy, reliefs);
    List<Obligation> all = new ArrayList<>();
    for (Finding finding : findings) {
      obligations.of(finding, rule).ifPresent(all::add);
    }
    return all.stream().sorted().toList();
  }

  private Optional<Obligation> of(Finding finding, RatingDeadlines rule) {
    Optional<Relief> relief = reliefs.of(finding.id());
    if (relief.filter(Relief::hasNoDeadline).isPresent()) {
      return Optional.empty();
    }
    Instant detected = survey.firstDetected(finding.id());
    Instant first = relief.flatMap(Relief::clock).orElse(detected);
    return switch (finding) {
      case VulnerabilityFinding flaw ->
          policy.counts(flaw.standing())
              ? rule.of(rating(relief, flaw.effective()), first, dueOrNull(flaw), policy.zone())
                  .map(deadline -> obligation(finding, flaw.flaw().value(), detected, deadline))
              : Optional.empty();
      case InspectionFinding seen ->
          rule.of(rating(relief, seen.rating()), first, null, policy.zone())
              .map(deadline -> obligation(finding, seen.rule().id(), detected, deadline));
      // They refuse whatever the time.
      case ConditionFinding _, GapFinding _ -> Optional.empty();
    };
  }

  private static Rating rating(Optional<Relief> relief, Rating original) {
    return relief.map(each -> each.rating(original)).orElse(original);
  }

  private static Obligation obligation(
      Finding finding, String name, Instant first, Deadline deadline) {
    return new Obligation(finding.id(), name, first, deadline);
  }

  /// CISA's date. It holds for what is in production already; what isn't may not enter with such a
  /// flaw at all ([Policy#refusesKnownExploited]).
  private static @Nullable LocalDate dueOrNull(VulnerabilityFinding finding) {
    return finding.beside().enrichments().stream()
        .filter(KnownExploited.class::isInstance)
        .map(each -> ((KnownExploited) each).due())
        .flatMap(due -> day(due).stream())
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  /// The date in data that were built before such dates were looked at. Without one the flaw still
  /// refuses, for it is known to be exploited.
  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
