package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Enrichment.Decision;
import dev.seaworthy.advisory.Enrichment.KnownExploited;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the sources say of a flaw that deadlines depend on.
///
/// @param isKnownExploited whether CISA's catalogue has it
/// @param listedOrNull the day that it came into the catalogue; the first, where there are several
/// @param dueOrNull CISA's due date; the first, where there are several
/// @param automatableOrNull what coordinators decided on automation (SSVC); yes, where they differ
/// @param totalImpactOrNull the same on technical impact
record FlawFacts(
    boolean isKnownExploited,
    @Nullable LocalDate listedOrNull,
    @Nullable LocalDate dueOrNull,
    @Nullable Boolean automatableOrNull,
    @Nullable Boolean totalImpactOrNull) {

  /// Of what is no flaw with a name.
  static final FlawFacts NONE = new FlawFacts(false, null, null, null, null);

  private static final String AUTOMATABLE = "Automatable";
  private static final String IMPACT = "Technical Impact";

  static FlawFacts of(List<Enrichment> enrichments) {
    return new FlawFacts(
        enrichments.stream().anyMatch(KnownExploited.class::isInstance),
        firstOrNull(enrichments, KnownExploited::added),
        firstOrNull(enrichments, KnownExploited::due),
        pointOrNull(enrichments, AUTOMATABLE, "yes", "no"),
        pointOrNull(enrichments, IMPACT, "total", "partial"));
  }

  private static @Nullable LocalDate firstOrNull(
      List<Enrichment> enrichments, Function<KnownExploited, String> date) {
    return enrichments.stream()
        .filter(KnownExploited.class::isInstance)
        .map(KnownExploited.class::cast)
        .flatMap(each -> day(date.apply(each)).stream())
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

  private static @Nullable Boolean pointOrNull(
      List<Enrichment> enrichments, String point, String worse, String better) {
    Boolean decided = null;
    for (Enrichment each : enrichments) {
      if (each instanceof Decision decision) {
        String value = decision.points().getOrDefault(point, "");
        if (value.equalsIgnoreCase(worse)) {
          return true;
        }
        decided = value.equalsIgnoreCase(better) ? Boolean.FALSE : decided;
      }
    }
    return decided;
  }
}
