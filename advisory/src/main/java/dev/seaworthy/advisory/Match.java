package dev.seaworthy.advisory;

import dev.seaworthy.inventory.Component;
import java.util.Comparator;

/// One component held against one advisory, with what decided.
///
/// @param comparison the comparison that decided, for people, such as `2.36-9+deb12u14 >=
///   2.36-9+deb12u3 (dpkg)`
/// @param rule the matching rule that decided, such as `matching.distribution-first`
public record Match(
    Component component, Advisory advisory, MatchStatus status, String comparison, String rule)
    implements Comparable<Match> {

  private static final Comparator<Match> ORDER =
      Comparator.comparing(Match::component)
          .thenComparing(match -> match.advisory().bestId())
          .thenComparing(match -> match.advisory().id())
          .thenComparing(match -> match.advisory().source());

  @Override
  public int compareTo(Match other) {
    return ORDER.compare(this, other);
  }
}
