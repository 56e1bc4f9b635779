package dev.seaworthy.server.postgres;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.StoreError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How PostgreSQL, which refuses to run as root, is started: as it is by any other user, by root as
/// a user of its own.
///
/// That user has to pass the folders above its files, which are often root's alone (`/root`). So it
/// keeps, of root's rights, the one to search folders, and nothing else; who wants less gives the
/// platform a user of its own, as the systemd unit does.
final class Unprivileged {
  /// Users that may own the database, the best first; `initdb` wants one with a name.
  private static final List<String> USERS = List.of("seaworthy", "postgres", "nobody");

  private static final int UID_FIELD = 2;
  private static final int GID_FIELD = 3;
  private static final long DAC_OVERRIDE = 1L << 1;
  private static final long DAC_READ_SEARCH = 1L << 2;

  private final boolean root;
  private final int user;
  private final int group;
  private final String capability;

  private Unprivileged(boolean root, int user, int group, String capability) {
    this.root = root;
    this.user = user;
    this.group = group;
    this.capability = capability;
  }

  /// @param data the cluster's folder, whose owner stays who it is; absent before it was made
  static Unprivileged ofThisProcess(Path data) throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    long capabilities = Long.parseUnsignedLong(value(status, "CapEff:"), 16);
    boolean root = value(status, "Uid:").split("\\s+", -1)[1].equals("0");
    String capability =
        (capabilities & DAC_READ_SEARCH) != 0
            ? "dac_read_search"
            : (capabilities & DAC_OVERRIDE) != 0 ? "dac_override" : "";
    if (!root) {
      return new Unprivileged(false, 0, 0, "");
    }
    if (Files.exists(data)) {
      int user = (int) Files.getAttribute(data, "unix:uid");
      return new Unprivileged(true, user, (int) Files.getAttribute(data, "unix:gid"), capability);
    }
    List<Integer> ids = named();
    return new Unprivileged(true, ids.get(0), ids.get(1), capability);
  }

  /// The user and the group of the first of the names that there is.
  private static List<Integer> named() throws IOException {
    Map<String, List<Integer>> known = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
      List<String> fields = List.of(line.split(":", -1));
      if (fields.size() > GID_FIELD
          && (fields.get(UID_FIELD) + fields.get(GID_FIELD)).matches("[0-9]{2,18}")) {
        known.put(
            fields.getFirst(),
            List.of(
                Integer.valueOf(fields.get(UID_FIELD)), Integer.valueOf(fields.get(GID_FIELD))));
      }
    }
    for (String name : USERS) {
      List<Integer> ids = known.get(name);
      if (ids != null && ids.getFirst() != 0) {
        return ids;
      }
    }
    throw new SeaworthyException(
        StoreError.POSTGRES,
        "PostgreSQL refuses to run as root, and /etc/passwd has none of the users " + USERS,
        "Run seaworthy as a user of its own.",
        null);
  }

  private static String value(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("/proc/self/status has no " + key));
  }

  boolean needed() {
    return root;
  }

  /// In a session of its own, so that an interrupt at the terminal ends the platform first.
  List<String> command(List<String> program) {
    List<String> command = new ArrayList<>(List.of("setsid"));
    if (root) {
      command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"));
      command.add("--no-new-privs");
      if (!capability.isEmpty()) {
        // Without this, access(2), by which PostgreSQL looks at its programs, would forget the
        // right.
        command.add("--securebits=+no_setuid_fixup");
        command.add("--inh-caps=+" + capability);
        command.add("--ambient-caps=+" + capability);
        command.add("--bounding-set=-all,+" + capability);
      }
      command.add("--");
    }
    command.addAll(program);
    return command;
  }

  /// Gives a file or folder, with all in it, to the user that PostgreSQL runs as.
  void own(Path path) throws IOException {
    if (!root) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.toList()) {
        Files.setAttribute(each, "unix:uid", user);
        Files.setAttribute(each, "unix:gid", group);
      }
    }
  }
}
