package dev.seaworthy.rulebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What every rule says of itself. A rule that was ever released keeps its content under its id and
/// version: what changes is a new version.
///
/// @param id such as `fedramp.rating`
/// @param version counts the rule's editions
/// @param title what it rules
/// @param source where it is written
/// @param effectiveFrom the first day on which it holds
/// @param effectiveUntilOrNull the last day on which it holds; null while no end is set
public record RuleHeader(
    String id,
    int version,
    BilingualText title,
    Source source,
    LocalDate effectiveFrom,
    @Nullable LocalDate effectiveUntilOrNull) {

  /// Where a rule is written.
  ///
  /// @param document its title
  /// @param edition its version or date
  /// @param place the section, or empty for the whole
  /// @param note what the reader must know of how the rule was taken from it, or empty
  public record Source(String document, String edition, String place, String note) {}

  /// Id and version, such as `fedramp.rating@1`: what policies and reports name it by.
  public String reference() {
    return id + "@" + version;
  }

  /// Whether it holds on a day.
  public boolean isEffectiveOn(LocalDate day) {
    return !day.isBefore(effectiveFrom)
        && (effectiveUntilOrNull == null || !day.isAfter(effectiveUntilOrNull));
  }
}
