package dev.seaworthy.advisory;

import dev.seaworthy.inventory.Component;
import java.util.Comparator;
import java.util.List;

/// One component held against one flaw, with the statement that decided.
///
/// @param flaw the name that people know the flaw by: the CVE where there is one
/// @param aliases every other id under which any source speaks of this flaw, best first
/// @param advisory the statement that decided
/// @param others what further sources say of the same flaw in this component, weightiest first
/// @param comparison the comparison that decided, for people, such as `2.36-9+deb12u14 >=
///   2.36-9+deb12u3 (dpkg)`
/// @param rule the matching rule that decided, such as `matching.distribution-first`
public record Match(
    Component component,
    AdvisoryId flaw,
    List<AdvisoryId> aliases,
    Advisory advisory,
    List<Advisory> others,
    MatchStatus status,
    String comparison,
    String rule)
    implements Comparable<Match> {

  private static final Comparator<Match> WITHIN_A_COMPONENT =
      Comparator.comparing(Match::flaw)
          .thenComparing(match -> match.advisory().id())
          .thenComparing(match -> match.advisory().source())
          .thenComparing(match -> match.advisory().ecosystem());

  public Match {
    aliases = List.copyOf(aliases);
    others = List.copyOf(others);
  }

  @Override
  public int compareTo(Match other) {
    // Most neighbours are of one component, whose long purl need not be looked at then.
    int byComponent = component.equals(other.component) ? 0 : component.compareTo(other.component);
    return byComponent != 0 ? byComponent : WITHIN_A_COMPONENT.compare(this, other);
  }
}
