package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Labelled decisions over the published files of the shared folder. A script chooses them and
/// evaluates the files; the ecosystems' own tools order the versions. Nothing of a matcher's is in
/// them.
public final class AdvisoryCases {

  private static final List<String> FILES =
      List.of(
          "osv/AlmaLinux/all.zip",
          "osv/Go/all.zip",
          "osv/Maven/all.zip",
          "osv/NuGet/all.zip",
          "osv/Packagist/all.zip",
          "osv/PyPI/all.zip",
          "osv/Rocky Linux/all.zip",
          "osv/Ubuntu/all.zip",
          "osv/crates.io/all.zip",
          "osv/npm/all.zip",
          "alpine/secdb.zip",
          "debian/tracker-data.json.gz");

  private final Path folder;
  private final Map<String, VersionOracle> orders;

  private AdvisoryCases(Path folder, Map<String, VersionOracle> orders) {
    this.folder = folder;
    this.orders = new TreeMap<>(orders);
  }

  /// One decision.
  ///
  /// @param ecosystem OSV's word, such as `Debian:12`
  /// @param packageName as the file names it; a source package where the ecosystem's files do
  /// @param flaw the CVE that is judged, or the id of an advisory that names none
  /// @param isAffected whether any standing advisory says that the flaw is in that version
  /// @param isNear whether the version is a bound of an advisory on it or one step from it
  /// @param isMarked whether the version has an epoch, a tilde or a pre-release
  public record Case(
      String ecosystem,
      String packageName,
      String version,
      String flaw,
      boolean isAffected,
      boolean isNear,
      boolean isMarked) {

    private static Case parse(String line) {
      String[] cells = line.split("\t", -1);
      return new Case(
          cells[0],
          cells[1],
          cells[2],
          cells[3],
          is(cells[4], "affected", "not-affected"),
          is(cells[5], "near", "far"),
          is(cells[6], "marked", "plain"));
    }

    private static boolean is(String word, String yes, String no) {
      if (!word.equals(yes) && !word.equals(no)) {
        throw new IllegalArgumentException(word + " is neither " + yes + " nor " + no);
      }
      return word.equals(yes);
    }
  }

  /// @param work a folder of the test, for what the tools leave
  public static AdvisoryCases in(Path work) {
    return new AdvisoryCases(
        work,
        Map.of(
            "composer", new ComposerOracle(),
            "dpkg", DpkgOracle.library(),
            "go", GoOracle.buildIn(work),
            "maven", new MavenOracle(),
            "pep440", new PythonPackagingOracle(),
            "rpm", new RpmOracle(),
            "semver", new NpmSemverOracle()));
  }

  /// The files and tools that it takes.
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    FILES.forEach(file -> needs.add(Gates.shared("advisories/" + file)));
    needs.add(Gates.tool("python3"));
    orders.values().forEach(oracle -> needs.add(oracle.need()));
    return List.copyOf(needs);
  }

  /// Makes them all, in a fixed order.
  public List<Case> make() throws IOException {
    String script = RepositoryRoot.oracle("advisory-cases.py").toString();
    String shared = RepositoryRoot.shared().resolve("advisories").toString();
    Command.of("python3", script, "plan", shared, folder.toString()).text();
    for (Map.Entry<String, VersionOracle> order : orders.entrySet()) {
      List<VersionPair> pairs = new ArrayList<>();
      for (String line : Files.readAllLines(folder.resolve("pairs-" + order.getKey() + ".tsv"))) {
        String[] pair = line.split("\t", -1);
        pairs.add(new VersionPair(pair[0], pair[1]));
      }
      Files.write(
          folder.resolve("answers-" + order.getKey() + ".txt"),
          order.getValue().compare(pairs).stream().map(AdvisoryCases::answer).toList());
    }
    Path made = folder.resolve("cases.tsv");
    Command.of("python3", script, "judge", folder.toString(), made.toString()).text();
    return Files.readAllLines(made).stream().map(Case::parse).toList();
  }

  private static String answer(Order order) {
    return switch (order) {
      case LESS -> "-1";
      case EQUAL -> "0";
      case GREATER -> "1";
      case INVALID -> "x";
    };
  }
}
