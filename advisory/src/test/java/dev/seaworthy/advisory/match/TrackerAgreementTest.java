package dev.seaworthy.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Installed;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.oracle.DpkgOracle;
import dev.seaworthy.testkit.oracle.TrackerTruth;
import dev.seaworthy.testkit.oracle.TrackerTruth.Judgement;
import dev.seaworthy.testkit.oracle.TrackerTruth.Source;
import dev.seaworthy.testkit.oracle.TrackerTruth.Statement;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over this machine's own packages, from the tracker and OSV together: what the tracker calls open
/// or fixed later is reported, what it calls fixed or not affected is not.
class TrackerAgreementTest {

  private static final int OPEN_MIN = 50;
  private static final int FIXED_MIN = 1_000;

  @TempDir Path folder;

  @Test
  void reportsWhatTheTrackerCallsOpenAndNothingThatItCallsFixed() throws Exception {
    Gates.run(
        "matching against the Debian tracker",
        List.of(
            Gates.shared("advisories/debian/tracker-data.json.gz"),
            Gates.shared("advisories/osv/Debian/all.zip"),
            DpkgOracle.binary().need()),
        this::judge);
  }

  private long judge() throws Exception {
    Path tracker = Gates.shared("advisories/debian/tracker-data.json.gz").path();
    Path osv = Gates.shared("advisories/osv/Debian/all.zip").path();
    List<DpkgOracle.InstalledPackage> installed = DpkgOracle.installed(Path.of("/"));
    Judgement truth = TrackerTruth.read(tracker, "bookworm").judge(sources(installed));
    Set<String> reported;
    try (DatabaseFile database = Build.open(List.of(tracker, osv), folder.resolve("a.db"))) {
      reported = reported(new Matcher(database, Subscriptions.NONE).match(inventory(installed)));
    }

    assertThat(pairs(truth.open())).isSubsetOf(reported);
    assertThat(pairs(truth.fixedLater())).isSubsetOf(reported);
    assertThat(pairs(truth.undetermined())).isSubsetOf(reported);
    assertThat(pairs(truth.fixed())).noneMatch(reported::contains);
    assertThat(pairs(truth.notAffected())).noneMatch(reported::contains);
    int open = truth.open().size() + truth.fixedLater().size();
    int fixed = truth.fixed().size() + truth.notAffected().size();
    assertThat(open).isGreaterThanOrEqualTo(OPEN_MIN);
    assertThat(fixed).isGreaterThanOrEqualTo(FIXED_MIN);
    return (long) open + fixed;
  }

  private static Set<Source> sources(List<DpkgOracle.InstalledPackage> installed) {
    Set<Source> sources = new HashSet<>();
    for (DpkgOracle.InstalledPackage each : installed) {
      sources.add(new Source(each.source(), each.sourceVersion()));
    }
    return sources;
  }

  private static Inventory inventory(List<DpkgOracle.InstalledPackage> installed) {
    List<Component> components =
        installed.stream()
            .map(each ->
                Installed.deb(each.name(), each.version(), each.source(), each.sourceVersion()))
            .toList();
    return Installed.on(Installed.DEBIAN_12, components);
  }

  /// Source, version and every id that a match goes by, tracker entries without a CVE included.
  private static Set<String> reported(MatchResult result) {
    Set<String> reported = new TreeSet<>();
    for (Match match : result.matches()) {
      assertThat(match.status()).isNotInstanceOf(MatchStatus.NotAffected.class);
      Component.SourcePackage source = match.component().source();
      Stream.concat(Stream.of(match.flaw()), match.aliases().stream())
          .forEach(id -> reported.add(source.name() + " " + source.version() + " " + id));
    }
    return reported;
  }

  private static Collection<String> pairs(SortedSet<Statement> statements) {
    return statements.stream()
        .map(each -> each.source().name() + " " + each.source().version() + " " + each.advisory())
        .toList();
  }
}
