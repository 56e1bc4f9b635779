package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What Debian's own tools say: the order of versions, and the packages that are installed.
public final class DpkgOracle implements VersionOracle {
  private static final String FIELDS =
      "${db:Status-Status}\\t${Package}\\t${Version}\\t${Architecture}"
          + "\\t${source:Package}\\t${source:Version}\\n";

  private final String mode;

  private DpkgOracle(String mode) {
    this.mode = mode;
  }

  /// A package that dpkg calls installed.
  ///
  /// @param name binary package
  /// @param version with epoch where it has one
  /// @param architecture such as `amd64` or `all`
  /// @param source source package
  /// @param sourceVersion its version, with epoch
  public record InstalledPackage(
      String name, String version, String architecture, String source, String sourceVersion) {}

  /// Debian's Perl library, many thousand pairs a second; it answers [Order#INVALID] for what
  /// breaks Debian's policy on versions.
  public static DpkgOracle library() {
    return new DpkgOracle("library");
  }

  /// The program `dpkg --compare-versions` itself, a few hundred pairs a second, started by one
  /// process. It only warns of bad versions and orders them all the same, except those with
  /// embedded spaces or a wrong epoch.
  public static DpkgOracle binary() {
    return new DpkgOracle("binary");
  }

  @Override
  public Need need() {
    Need dpkg = Gates.tool("dpkg");
    if (!dpkg.isMet() || !Gates.tool("perl").isMet()) {
      return dpkg.isMet() ? Gates.tool("perl") : dpkg;
    }
    boolean hasLibrary = Command.of("perl", "-MDpkg::Version", "-e", "1").run().exit() == 0;
    return hasLibrary ? dpkg : Need.missing("Perl library Dpkg::Version");
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return PairProtocol.ask(
        Command.of("perl", RepositoryRoot.oracle("dpkg.pl").toString(), mode), pairs);
  }

  /// The packages that `dpkg-query` calls installed, in its order.
  ///
  /// @param root the root file system, `/` for this machine's own
  public static List<InstalledPackage> installed(Path root) {
    Path database = root.resolve("var/lib/dpkg");
    if (!Files.isRegularFile(database.resolve("status"))) {
      throw new IllegalArgumentException("no dpkg database in " + database);
    }
    Command query =
        Command.of("dpkg-query", "--admindir=" + database, "--show", "--showformat=" + FIELDS);
    List<InstalledPackage> packages = new ArrayList<>();
    for (String line : query.lines()) {
      List<String> cells = List.of(line.split("\t", -1));
      if (cells.getFirst().equals("installed")) {
        packages.add(
            new InstalledPackage(
                cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5)));
      }
    }
    return List.copyOf(packages);
  }
}
