package dev.seaworthy.verdict;

import dev.seaworthy.rulebook.Rating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What approved deviations change about one finding.
///
/// @param deviations that were used, sorted by id
/// @param isClosed whether the flaw counts as not there
/// @param adjustedOrNull as what it is rated; null when that stays
/// @param isExcused whether it may stay for operation's sake
/// @param isWaiting whether a vendor is waited for
/// @param clockOrNull when the deadline starts to count: a vendor's release; null when that stays
///   at first detection
/// @param until when the first of the deviations ends
public record Relief(
    List<Deviation> deviations,
    boolean isClosed,
    @Nullable Rating adjustedOrNull,
    boolean isExcused,
    boolean isWaiting,
    @Nullable Instant clockOrNull,
    Instant until) {

  public Relief {
    deviations = List.copyOf(deviations);
  }

  /// As what the finding is rated.
  Rating rating(Rating original) {
    return adjustedOrNull == null ? original : adjustedOrNull;
  }

  /// As what it was adjusted.
  public Optional<Rating> adjusted() {
    return Optional.ofNullable(adjustedOrNull);
  }

  /// Whether no deadline runs.
  boolean hasNoDeadline() {
    return isClosed || isExcused || isWaiting;
  }

  /// When the deadline starts to count.
  public Optional<Instant> clock() {
    return Optional.ofNullable(clockOrNull);
  }
}
