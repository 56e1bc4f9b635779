package dev.seaworthy.advisory.feed.csaf;

import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.version.VersionOrder;
import dev.seaworthy.advisory.version.VersionScheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one document says of one package in one stream and module, architecture by architecture;
/// architectures of which the same is said come together.
final class PackageStatements {

  /// A package of which no architecture is said.
  private static final String ALL = "";

  /// @param version the first fixed one, the one that isn't affected, or empty
  /// @param remark the source's own words, or empty
  record Said(Kind kind, String version, Statement statement, String remark)
      implements Comparable<Said> {

    private static final Comparator<Said> ORDER =
        Comparator.comparing(Said::kind)
            .thenComparing(Said::version)
            .thenComparing(Said::statement)
            .thenComparing(Said::remark);

    @Override
    public int compareTo(Said other) {
      return ORDER.compare(this, other);
    }
  }

  enum Kind {
    FIXED,
    AFFECTED,
    NOT_AFFECTED
  }

  private final Map<String, String> fixed = new TreeMap<>();
  private final Map<String, Said> affected = new TreeMap<>();
  private final Map<Said, TreeSet<String>> notAffected = new TreeMap<>();
  private final TreeSet<String> ratings = new TreeSet<>();

  /// The lowest of the fixed versions counts: each of them is said to hold the fix.
  void fixed(String architecture, String version) {
    fixed.merge(
        architecture,
        version,
        (one, other) ->
            VersionScheme.RPM.compare(one, other) == VersionOrder.Certain.GREATER ? other : one);
  }

  void affected(String architecture, Statement statement, String remark) {
    affected.put(architecture, new Said(Kind.AFFECTED, "", statement, remark));
  }

  /// @param version the one that isn't affected; empty for all
  void notAffected(String architecture, String version, String remark) {
    notAffected
        .computeIfAbsent(
            new Said(Kind.NOT_AFFECTED, version, Statement.NOT_AFFECTED, remark),
            _ -> new TreeSet<>())
        .add(architecture);
  }

  /// The source's word on how bad it is.
  void rating(String word) {
    ratings.add(word);
  }

  List<String> ratings() {
    return List.copyOf(ratings);
  }

  /// Takes what is said together with the architectures, none for all.
  @FunctionalInterface
  interface Visitor {
    void said(Said said, List<String> architectures);
  }

  void forEach(Visitor visitor) {
    Map<Said, TreeSet<String>> all = new TreeMap<>(notAffected);
    fixed.forEach((architecture, version) ->
        all.computeIfAbsent(
                new Said(Kind.FIXED, version, Statement.RANGES, ""), _ -> new TreeSet<>())
            .add(architecture));
    affected.forEach((architecture, said) -> {
      // A fix that has come out makes the older word void.
      if (!fixed.containsKey(architecture) && (!architecture.equals(ALL) || fixed.isEmpty())) {
        all.computeIfAbsent(said, _ -> new TreeSet<>()).add(architecture);
      }
    });
    all.forEach((said, architectures) ->
        visitor.said(
            said, architectures.contains(ALL) ? List.of() : new ArrayList<>(architectures)));
  }
}
