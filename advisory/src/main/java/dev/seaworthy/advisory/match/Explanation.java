package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.inventory.Component;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why an inventory has a match with a flaw, or has none.
///
/// @param asked the id that was asked for
/// @param ids every id that any statement links with it, best first, the asked one included
/// @param flawOrNull what is known about it
/// @param matches one for each component that any statement concerns, with the statement that won
///   and its rule, sorted
/// @param considered every statement on those components, the winning ones included, sorted
/// @param elsewhere packages that statements speak of and that the inventory doesn't have, sorted
/// @param uncovered components that could not be looked up and that the flaw may concern:
///   statements name a package of theirs in another release, or nothing is known on their ecosystem
/// @param snapshot the data that this is said by
public record Explanation(
    AdvisoryId asked,
    List<AdvisoryId> ids,
    @Nullable Flaw flawOrNull,
    List<Match> matches,
    List<Considered> considered,
    List<NamedPackage> elsewhere,
    List<UncoveredComponent> uncovered,
    SnapshotInfo snapshot) {

  public Explanation {
    ids = List.copyOf(ids);
    matches = List.copyOf(matches);
    considered = List.copyOf(considered);
    elsewhere = List.copyOf(elsewhere);
    uncovered = List.copyOf(uncovered);
  }

  /// The answer in a word.
  public enum Outcome {
    /// A component is affected.
    AFFECTED,
    /// No component is known to be affected, and of one or more nobody can tell.
    UNKNOWN,
    /// Statements concern components, and none is affected.
    NOT_AFFECTED,
    /// The package is there, but the snapshot has nothing on the image's distribution or ecosystem.
    NOT_COVERED,
    /// Statements speak of packages, and the inventory has none of them.
    NO_SUCH_COMPONENT,
    /// No statement in the snapshot carries the id.
    NO_SUCH_ADVISORY
  }

  /// One statement held against one component.
  ///
  /// @param comparison for people
  /// @param hasWon whether it decided
  public record Considered(
      Component component, Advisory advisory, MatchStatus status, String comparison, boolean hasWon)
      implements Comparable<Considered> {

    private static final Comparator<Considered> ORDER =
        Comparator.comparing(Considered::component)
            .thenComparing(Considered::hasWon, Comparator.reverseOrder())
            .thenComparing(considered -> considered.advisory().id())
            .thenComparing(considered -> considered.advisory().source())
            .thenComparing(considered -> considered.advisory().ecosystem())
            .thenComparing(considered -> considered.advisory().ranges().toString());

    @Override
    public int compareTo(Considered other) {
      return ORDER.compare(this, other);
    }
  }

  /// A package that statements name.
  public record NamedPackage(String ecosystem, String packageName)
      implements Comparable<NamedPackage> {

    private static final Comparator<NamedPackage> ORDER =
        Comparator.comparing(NamedPackage::ecosystem).thenComparing(NamedPackage::packageName);

    @Override
    public int compareTo(NamedPackage other) {
      return ORDER.compare(this, other);
    }
  }

  /// A component that could not be looked up.
  ///
  /// @param reason for people
  public record UncoveredComponent(Component component, String reason)
      implements Comparable<UncoveredComponent> {

    @Override
    public int compareTo(UncoveredComponent other) {
      return component.compareTo(other.component);
    }
  }

  public Outcome outcome() {
    if (matches.stream().anyMatch(match -> match.status() instanceof MatchStatus.Affected)) {
      return Outcome.AFFECTED;
    }
    if (matches.stream().anyMatch(match -> match.status() instanceof MatchStatus.Unknown)) {
      return Outcome.UNKNOWN;
    }
    if (!uncovered.isEmpty()) {
      return Outcome.NOT_COVERED;
    }
    if (!matches.isEmpty()) {
      return Outcome.NOT_AFFECTED;
    }
    return elsewhere.isEmpty() ? Outcome.NO_SUCH_ADVISORY : Outcome.NO_SUCH_COMPONENT;
  }
}
