package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.rulebook.rating.FlawRating;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is shown beside the rating that decides, and decides nothing.
///
/// @param otherRules the rating by every other rulebook's rule
/// @param gradesOrNull the grades of GB/T 30279-2020, computed; null without a CVSS version 3
///   vector
/// @param enrichments whether the flaw is exploited (KEV), how likely that is (EPSS), and what
///   coordinators decided (SSVC)
public record BesideRating(
    List<FlawRating> otherRules, @Nullable FlawGrades gradesOrNull, List<Enrichment> enrichments) {

  public BesideRating {
    otherRules = List.copyOf(otherRules);
    enrichments = List.copyOf(enrichments);
  }

  /// Whether it is known to be exploited.
  public boolean isKnownExploited() {
    return enrichments.stream().anyMatch(Enrichment.KnownExploited.class::isInstance);
  }

  /// The grades of GB/T 30279-2020, computed.
  public Optional<FlawGrades> grades() {
    return Optional.ofNullable(gradesOrNull);
  }
}
