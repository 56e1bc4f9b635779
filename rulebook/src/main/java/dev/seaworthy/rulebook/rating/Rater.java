package dev.seaworthy.rulebook.rating;

import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.rating.FlawRating.Stated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Rates flaws by a rule. Keeps what it computed; for one thread.
public final class Rater {

  private static final Comparator<Ranked> ORDER =
      Comparator.comparingInt(Ranked::step)
          .thenComparing(ranked -> ranked.stated().rating())
          .thenComparing(
              Comparator.comparingInt((Ranked ranked) -> ranked.stated().scoreTenths()).reversed())
          .thenComparing(ranked -> ranked.stated().assessment());

  private final RatingRule rule;
  private final Map<Assessment, Ranked> known = new HashMap<>();

  public Rater(RatingRule rule) {
    this.rule = rule;
  }

  /// @param step the first that takes the statement; past the last one when none does
  private record Ranked(int step, Stated stated) {}

  public RatingRule rule() {
    return rule;
  }

  /// Rates by the first statement in the rule's order; of several that one step takes, by the
  /// worst.
  public FlawRating rate(Collection<Assessment> assessments) {
    List<Ranked> ranked = new ArrayList<>(assessments.size());
    for (Assessment assessment : new TreeSet<>(assessments)) {
      ranked.add(known.computeIfAbsent(assessment, this::ranked));
    }
    ranked.sort(ORDER);
    List<Stated> stated = ranked.stream().map(Ranked::stated).toList();
    Optional<Official> official = official(stated);
    if (official.isPresent()) {
      return official.get().rating(rule, stated);
    }
    boolean isRated = !ranked.isEmpty() && ranked.getFirst().step() < rule.steps().size();
    return isRated
        ? new FlawRating(
            rule,
            stated.getFirst().rating(),
            rule.steps().get(ranked.getFirst().step()).basis(),
            stated)
        : new FlawRating(rule, Rating.UNRATED, "", stated);
  }

  /// A statement that the rating is never milder than.
  private record Official(RatingStep step, Stated statement) {

    /// With the statement that counts in front.
    FlawRating rating(RatingRule rule, List<Stated> stated) {
      List<Stated> ordered = new ArrayList<>(stated);
      ordered.removeIf(each -> each.assessment().equals(statement.assessment()));
      ordered.addFirst(statement);
      return new FlawRating(rule, statement.rating(), step.basis(), ordered);
    }
  }

  /// The worst of them, where it is worse than what the first statement says.
  private Optional<Official> official(List<Stated> stated) {
    Optional<Official> worst = Optional.empty();
    for (RatingStep step : rule.atLeast()) {
      for (Stated each : stated) {
        Assessment assessment = each.assessment();
        if (step.takes(assessment.kind(), assessment.by())) {
          Optional<Rating> rating = rating(step, assessment, CvssVector.parse(assessment.value()));
          Rating known = worst.isPresent() ? worst.get().statement().rating() : rated(stated);
          if (rating.isPresent() && rating.get().compareTo(known) < 0) {
            worst =
                Optional.of(
                    new Official(step, new Stated(assessment, rating.get(), each.scoreTenths())));
          }
        }
      }
    }
    return worst;
  }

  private static Rating rated(List<Stated> stated) {
    return stated.isEmpty() ? Rating.UNRATED : stated.getFirst().rating();
  }

  private Ranked ranked(Assessment assessment) {
    Optional<CvssVector> vector =
        assessment.kind().equals(Assessment.WORD)
            ? Optional.empty()
            : CvssVector.parse(assessment.value());
    // The vector names its version itself; some sources file it under another.
    String kind = vector.map(CvssVector::kind).orElse(assessment.kind());
    int tenths = vector.map(CvssVector::scoreTenths).orElse(Stated.NO_SCORE);
    for (int i = 0; i < rule.steps().size(); i++) {
      RatingStep step = rule.steps().get(i);
      if (step.takes(kind, assessment.by())) {
        Optional<Rating> rating = rating(step, assessment, vector);
        if (rating.isPresent()) {
          return new Ranked(i, new Stated(assessment, rating.get(), tenths));
        }
      }
    }
    return new Ranked(rule.steps().size(), new Stated(assessment, Rating.UNRATED, tenths));
  }

  private Optional<Rating> rating(
      RatingStep step, Assessment assessment, Optional<CvssVector> vector) {
    return switch (step.method()) {
      case WORD -> rule.ofWord(assessment.value());
      case SCORE -> vector.flatMap(found -> rule.ofScore(found.kind(), found.scoreTenths()));
      case GBT_TECHNICAL ->
          vector.flatMap(Gbt30279.standard()::technical).map(Gbt30279.Technical::rating);
    };
  }
}
