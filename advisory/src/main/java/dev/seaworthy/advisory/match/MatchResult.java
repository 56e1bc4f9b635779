package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Match;
import java.util.List;

/// What matching an inventory gave.
///
/// @param matches sorted; one for each component and flaw
/// @param uncovered ecosystems of the inventory that the snapshot says nothing about, sorted
/// @param components how many components could be looked up
public record MatchResult(List<Match> matches, List<Uncovered> uncovered, int components) {
  public MatchResult {
    matches = List.copyOf(matches);
    uncovered = List.copyOf(uncovered);
  }
}
