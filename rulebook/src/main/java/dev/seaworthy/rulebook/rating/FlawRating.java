package dev.seaworthy.rulebook.rating;

import dev.seaworthy.rulebook.Rating;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The rating of a flaw by one rule, and everything that was said about it.
///
/// @param rule that was rated by
/// @param rating what the statement that counts says; [Rating#UNRATED] when there is none
/// @param basis the rule's name for the step that rated, such as `nvd-cvss-v3`; empty when none did
/// @param stated every source's statement, the one that counts first
public record FlawRating(RatingRule rule, Rating rating, String basis, List<Stated> stated) {

  public FlawRating {
    stated = List.copyOf(stated);
  }

  /// One source's statement.
  ///
  /// @param rating what it amounts to under the rule; [Rating#UNRATED] when the vector or word says
  ///   nothing, or the rule doesn't take it
  /// @param scoreTenths the CVSS base score times ten, or [#NO_SCORE]
  public record Stated(Assessment assessment, Rating rating, int scoreTenths) {

    /// Where there is a word and no vector.
    public static final int NO_SCORE = -1;
  }

  /// As what the flaw counts under the rule.
  public Rating effective() {
    return rule.effective(rating);
  }

  /// The statement that counts.
  public Optional<Stated> deciding() {
    return basis.isEmpty() ? Optional.empty() : Optional.of(stated.getFirst());
  }

  /// The base score times ten of the statement that counts, if it has one.
  public OptionalInt scoreTenths() {
    return deciding().isEmpty() || stated.getFirst().scoreTenths() == Stated.NO_SCORE
        ? OptionalInt.empty()
        : OptionalInt.of(stated.getFirst().scoreTenths());
  }
}
