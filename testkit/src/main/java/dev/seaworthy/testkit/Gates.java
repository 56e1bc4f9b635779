package dev.seaworthy.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// The one way for a test to want something that may be absent.
///
/// A gate has a name and a body that returns how many cases or decisions it judged. Where its needs
/// are met the body runs and the count is recorded; where one is absent, one line says so, the
/// absence is recorded and the test shows as skipped. With the system property
/// `seaworthy.require=all` an absent need fails the test instead. [GateTable] prints the records of
/// all modules.
///
/// Records are lines `gate<TAB>ran|absent|failed<TAB>count<TAB>detail` in the folder that the
/// system property `gates.dir` names, else `target/gates` below the working directory; one file per
/// process, so that forks never share one.
public final class Gates {
  private Gates() {}

  /// A body that needs no path handed in.
  @FunctionalInterface
  public interface Check {
    /// Judges the cases and returns how many they were.
    long count() throws Exception;
  }

  /// A body that works on the one thing it needs.
  @FunctionalInterface
  public interface PathCheck {
    /// Judges the cases and returns how many they were.
    long count(Path found) throws Exception;
  }

  /// A file or folder of the shared folder.
  ///
  /// @param name its path below the shared folder, with `/`
  public static Need shared(String name) {
    String what = "shared data " + name;
    Path path = RepositoryRoot.shared().resolve(name);
    return Files.exists(path) ? Need.met(what, path) : Need.missing(what);
  }

  /// A folder that a variable names, with data that are nobody's to give on.
  ///
  /// @param variable such as `SEAWORTHY_SIGSTORE_BUNDLES`
  public static Need folder(String variable) {
    String what = "folder named by " + variable;
    String name = System.getenv(variable);
    return name != null && Files.isDirectory(Path.of(name))
        ? Need.met(what, Path.of(name).toAbsolutePath())
        : Need.missing(what);
  }

  /// A program on the `PATH`.
  public static Need tool(String name) {
    return Tools.find(name).map(path -> Need.met("tool " + name, path)).orElse(missingTool(name));
  }

  /// Runs a gate that needs nothing but the repository: its count stands in the table.
  public static void always(String gate, Check check) throws Exception {
    run(gate, List.of(), check);
  }

  /// Runs a gate on the one thing it needs.
  public static void run(String gate, Need need, PathCheck check) throws Exception {
    run(gate, List.of(need), () -> check.count(need.path()));
  }

  /// Runs a gate that needs several things; the body asks each for its [Need#path].
  ///
  /// @throws TestAbortedException when a need is absent, so that the test shows as skipped
  /// @throws AssertionError when a need is absent although all are required, or when the body
  ///   judged nothing
  public static void run(String gate, List<Need> needs, Check check) throws Exception {
    GateKeeper.fromProperties().run(gate, needs, check);
  }

  private static Need missingTool(String name) {
    return Need.missing("tool " + name);
  }
}
