package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Severity;
import java.util.List;
import java.util.OptionalInt;

/// The rating of a flaw, and everything that was said about it.
///
/// @param rating what the statement that counts says; [Rating#UNRATED] when there is none
/// @param stated every source's statement, the one that counts first
public record FlawRating(Rating rating, List<Stated> stated) {

  public FlawRating {
    stated = List.copyOf(stated);
  }

  /// One source's statement.
  ///
  /// @param rating what it amounts to; [Rating#UNRATED] when the vector or word says nothing
  /// @param scoreTenths the CVSS base score times ten, or [#NO_SCORE]
  public record Stated(Severity severity, Rating rating, int scoreTenths) {

    /// Where there is a word and no vector.
    public static final int NO_SCORE = -1;
  }

  /// The base score times ten of the statement that counts, if it has one.
  public OptionalInt scoreTenths() {
    if (stated.isEmpty() || stated.getFirst().scoreTenths() == Stated.NO_SCORE) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(stated.getFirst().scoreTenths());
  }
}
