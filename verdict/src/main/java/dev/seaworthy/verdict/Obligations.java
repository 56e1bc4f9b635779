package dev.seaworthy.verdict;

import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.deadline.CertificationClass;
import dev.seaworthy.rulebook.deadline.Deadline;
import dev.seaworthy.rulebook.deadline.DirectiveDeadlines;
import dev.seaworthy.rulebook.deadline.DirectiveDeadlines.Case;
import dev.seaworthy.rulebook.deadline.ImpactRating;
import dev.seaworthy.rulebook.deadline.Reach;
import dev.seaworthy.rulebook.deadline.ResponseDeadlines;
import dev.seaworthy.rulebook.deadline.SystemFacts.Potential;
import dev.seaworthy.verdict.policy.DeadlineRule;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.Evaluation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By when the open findings of a survey must be gone, as the policy's rules have it.
final class Obligations {

  private final Survey survey;
  private final Policy policy;
  private final DeclaredFacts facts;
  private final Reliefs reliefs;

  private Obligations(Survey survey, Policy policy, Reliefs reliefs) {
    this.survey = survey;
    this.policy = policy;
    this.reliefs = reliefs;
    this.facts = survey.circumstances().facts().over(policy.demands().facts());
  }

  /// An open finding as the rules see it.
  ///
  /// @param names every name of the flaw, the one for people first
  /// @param purl of the component without its version, or empty
  /// @param rating as deviations leave it
  /// @param detected when it was first seen
  /// @param first when its clock starts: then, or at a vendor's release
  /// @param hasDeadline whether the rules count; not while it is excused, or a vendor waited for
  private record Open(
      FindingId id,
      List<String> names,
      String purl,
      Rating rating,
      Instant detected,
      Instant first,
      boolean hasDeadline,
      FlawFacts flaw) {}

  /// What one rule comes to.
  private record Dated(Deadline deadline, List<String> reasoning) {}

  /// Of the findings that have a rating and stand, the earliest first.
  static List<Obligation> of(
      Survey survey, Policy policy, List<Finding> findings, Reliefs reliefs) {
    if (policy.deadlines().isEmpty() && !policy.refuseKnownExploited()) {
      return List.of();
    }
    Obligations obligations = new Obligations(survey, policy, reliefs);
    List<Obligation> all = new ArrayList<>();
    for (Finding finding : findings) {
      obligations.open(finding).flatMap(obligations::of).ifPresent(all::add);
    }
    return all.stream().sorted().toList();
  }

  private Optional<Open> open(Finding finding) {
    Optional<Relief> relief = reliefs.of(finding.id());
    if (relief.filter(Relief::isClosed).isPresent()) {
      return Optional.empty();
    }
    boolean hasDeadline = relief.filter(Relief::hasNoDeadline).isEmpty();
    Instant detected = survey.firstDetected(finding);
    Instant first = relief.flatMap(Relief::clock).orElse(detected);
    return switch (finding) {
      case VulnerabilityFinding flaw ->
          policy.counts(flaw.standing())
              ? Optional.of(
                  new Open(
                      finding.id(),
                      flaw.names(),
                      flaw.componentClass().purl(),
                      rating(relief, flaw.effective()),
                      detected,
                      first,
                      hasDeadline,
                      FlawFacts.of(flaw.beside().enrichments())))
              : Optional.empty();
      case InspectionFinding seen ->
          Optional.of(
              new Open(
                  finding.id(),
                  List.of(seen.rule().id()),
                  "",
                  rating(relief, seen.rating()),
                  detected,
                  first,
                  hasDeadline,
                  FlawFacts.NONE));
      // They refuse whatever the time.
      case ConditionFinding _, GapFinding _ -> Optional.empty();
    };
  }

  private static Rating rating(Optional<Relief> relief, Rating original) {
    return relief.map(each -> each.rating(original)).orElse(original);
  }

  /// The earliest of what the rules say. Where what refuses at the door is in production already,
  /// CISA's date counts whatever the rules are, and no deviation but a false positive ends that.
  private Optional<Obligation> of(Open open) {
    Dated earliest = null;
    for (DeadlineRule rule : open.hasDeadline() ? policy.deadlines() : List.<DeadlineRule>of()) {
      Dated dated = datedOrNull(open, rule);
      if (dated != null
          && (earliest == null || dated.deadline().compareTo(earliest.deadline()) < 0)) {
        earliest = dated;
      }
    }
    if (policy.refuseKnownExploited()) {
      earliest = earlier(earliest, catalogueOrNull(open));
    }
    return Optional.ofNullable(earliest)
        .map(dated ->
            new Obligation(
                open.id(),
                open.names().getFirst(),
                open.detected(),
                dated.deadline(),
                dated.reasoning()));
  }

  private @Nullable Dated datedOrNull(Open open, DeadlineRule rule) {
    return switch (rule) {
      case DeadlineRule.ByRating legacy ->
          legacy
              .rule()
              .of(open.rating(), open.first(), catalogueDayOrNull(open), policy.zone())
              .map(deadline -> new Dated(deadline, List.of()))
              .orElse(null);
      case DeadlineRule.ByExposure exposure ->
          exposure
              .rule()
              .of(open.rating(), facts.system().exposureOrNull(), open.first(), policy.zone())
              .map(deadline -> new Dated(deadline, List.of()))
              .orElse(null);
      case DeadlineRule.ByDirective directive -> directedOrNull(open, directive.rule());
      case DeadlineRule.ByResponse response ->
          earlier(
              responseOrNull(open, response.rule(), response.certification()),
              catalogueOrNull(open));
    };
  }

  /// CISA's date. It holds for what is in production already; what isn't may not enter with such a
  /// flaw at all ([Policy#refusesKnownExploited]).
  private @Nullable LocalDate catalogueDayOrNull(Open open) {
    boolean isRefusedAnyway =
        policy.refuseKnownExploited() && !survey.circumstances().isInProduction();
    return isRefusedAnyway ? null : open.flaw().dueOrNull();
  }

  private @Nullable Dated catalogueOrNull(Open open) {
    LocalDate due = catalogueDayOrNull(open);
    return due == null
        ? null
        : new Dated(
            Deadline.knownExploited(due, policy.zone()),
            List.of("it is in production, where CISA's date counts (VDR-TFR-KEV)"));
  }

  private static @Nullable Dated earlier(@Nullable Dated one, @Nullable Dated other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.deadline().compareTo(other.deadline()) <= 0 ? one : other;
  }

  private @Nullable Dated directedOrNull(Open open, DirectiveDeadlines rule) {
    if (open.purl().isEmpty()) {
      // The directive is about flaws with a CVE.
      return null;
    }
    Potential potential = facts.system().potential(open.flaw().automatableOrNull());
    boolean isTotal = !Boolean.FALSE.equals(open.flaw().totalImpactOrNull());
    LocalDate listed = open.flaw().listedOrNull();
    Instant from = open.first();
    if (listed != null) {
      Instant listing = listed.atStartOfDay(policy.zone()).toInstant();
      from = listing.isBefore(from) ? listing : from;
    }
    Case about =
        new Case(
            open.flaw().isKnownExploited(),
            potential.isExposed(),
            potential.isAutomatable(),
            isTotal);
    List<String> reasoning = new ArrayList<>(potential.reasons());
    reasoning.add(
        open.flaw().totalImpactOrNull() == null
            ? "nothing says that its technical impact is partial, so it is total"
            : "SSVC says that its technical impact is " + (isTotal ? "total" : "partial"));
    reasoning.add(
        open.flaw().isKnownExploited() ? "known to be exploited" : "not known to be exploited");
    return rule.of(about, from, policy.zone())
        .map(deadline -> new Dated(deadline, reasoning))
        .orElse(null);
  }

  private @Nullable Dated responseOrNull(
      Open open, ResponseDeadlines rule, CertificationClass certification) {
    Potential potential = facts.system().potential(open.flaw().automatableOrNull());
    List<String> reasoning = new ArrayList<>();
    ImpactRating impact = potential.impact();
    Reach reach = potential.reach();
    Instant evaluated = policy.demands().evaluatesByFacts() ? open.first() : null;
    Evaluation evaluation =
        facts.evaluation(Set.copyOf(open.names()), open.purl(), survey.surveyedAt()).orElse(null);
    if (evaluation == null
        || evaluation.impactOrNull() == null
        || evaluation.reachOrNull() == null) {
      reasoning.addAll(potential.reasons());
    }
    if (evaluation != null) {
      evaluated = evaluation.completedAt();
      impact = evaluation.impactOrNull() == null ? impact : evaluation.impactOrNull();
      reach = evaluation.reachOrNull() == null ? reach : evaluation.reachOrNull();
      reasoning.add(
          "%s evaluated it at %s as %s, %s: %s"
              .formatted(evaluation.by(), evaluated, impact, reach.words(), evaluation.reason()));
    } else if (evaluated != null) {
      reasoning.add("by the policy, declared facts count as an evaluation at first detection");
    } else {
      reasoning.add("nobody has evaluated it: presumed %s, %s".formatted(impact, reach.words()));
    }
    if (evaluated != null) {
      reasoning.add(
          "if never mitigated, to be reported as accepted after "
              + rule.acceptance(evaluated).reason());
    }
    return rule.of(certification, impact, reach, open.first(), evaluated)
        .map(deadline -> new Dated(deadline, reasoning))
        .orElse(null);
  }
}
