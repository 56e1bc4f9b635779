package dev.seaworthy.server.survey;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// How the process that reads layers is kept apart: in network and process namespaces of its own,
/// and as a user of its own where the platform runs as root. What the system does not allow is told
/// (`GET /api/v1/system`), not passed over.
@Singleton
class Isolation {
  private static final Logger LOG = Logger.getLogger(Isolation.class);

  /// No user of this number should own anything; the one below `nobody`.
  private static final int USER = 65_533;

  private static final List<String> NAMESPACES =
      List.of("--net", "--ipc", "--pid", "--fork", "--kill-child=KILL");
  private static final long PATIENCE_SECONDS = 10;

  private final boolean root;
  private final List<String> unshare;
  private final List<Path> libraries;
  private final boolean reachable;

  Isolation() {
    this.root = isRoot();
    this.unshare = unshare(root);
    this.libraries = ChildLibraries.all();
    this.reachable = !root || works(reading());
    if (unshare.isEmpty()) {
      LOG.warn("scans run without a network namespace of their own: the system does not allow it");
    }
  }

  private static boolean isRoot() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> unshare(boolean root) {
    Stream<String> command =
        Stream.concat(
            root ? Stream.of("unshare") : Stream.of("unshare", "--user", "--map-current-user"),
            NAMESPACES.stream());
    List<String> words = command.toList();
    return works(Stream.concat(words.stream(), Stream.of("true")).toList()) ? words : List.of();
  }

  /// Ends with 0 when the process's user may read all libraries where they lie.
  private List<String> reading() {
    List<String> command = new ArrayList<>(prefix());
    command.addAll(List.of("sh", "-c", "for each; do test -r \"$each\" || exit 1; done", "sh"));
    libraries.forEach(each -> command.add(each.toString()));
    return command;
  }

  private static boolean works(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What a scan's process can't reach.
  ///
  /// @param user whether it runs as a user of its own
  /// @param network whether it has no network
  record Kept(boolean user, boolean network) {}

  Kept kept() {
    return new Kept(root, !unshare.isEmpty());
  }

  /// The words before the program.
  List<String> prefix() {
    List<String> user =
        root
            ? List.of(
                "setpriv",
                "--reuid=" + USER,
                "--regid=" + USER,
                "--clear-groups",
                "--no-new-privs",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--")
            : List.of();
    return Stream.concat(unshare.stream(), user.stream()).toList();
  }

  /// Gives a folder to the child's user.
  void own(Path folder) throws IOException {
    if (root) {
      Files.setAttribute(folder, "unix:uid", USER);
      Files.setAttribute(folder, "unix:gid", USER);
    }
  }

  /// The class path of a process that starts in a folder: this program's libraries where they lie,
  /// or in that folder where the process's user may not read them there.
  String classPath(Path work) throws IOException {
    return reachable ? ChildLibraries.classPath(libraries) : ChildLibraries.linked(libraries, work);
  }
}
