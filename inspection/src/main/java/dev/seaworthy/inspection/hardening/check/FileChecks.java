package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.FileTable;
import dev.seaworthy.inspection.PlainPath;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfFile;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks of files by their place, owner and mode.
final class FileChecks {

  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int STICKY = 01000;
  private static final int ANYONE_WRITES = 00002;

  /// More accounts than any image has that people use.
  private static final int HOMES_MAX = 1_000;

  private FileChecks() {}

  static List<Coded> all() {
    return List.of(
        new Coded(
            "hardening.setuid",
            Scope.ALWAYS,
            List.of(
                new OfFile("setuid", (_, parameters, file) -> special(file, parameters, SETUID)),
                new OfFile("setgid", (_, parameters, file) -> special(file, parameters, SETGID)))),
        new Coded(
            "hardening.file-capability",
            Scope.ALWAYS,
            List.of(new OfFile("capability", FileChecks::capability))),
        new Coded(
            "hardening.world-writable",
            Scope.ALWAYS,
            List.of(
                new OfFile("file", FileChecks::writableFile),
                new OfFile("directory", FileChecks::writableDirectory))),
        new Coded(
            "hardening.file-unowned",
            Scope.ACCOUNTS,
            List.of(
                new OfFile("user", FileChecks::unknownUser),
                new OfFile("group", FileChecks::unknownGroup))),
        new Coded(
            "hardening.device-file",
            Scope.ALWAYS,
            List.of(new OfFile("device", FileChecks::device))),
        new Coded(
            "hardening.leftover",
            Scope.ALWAYS,
            List.of(
                new OfFile("repository", FileChecks::repository),
                new OfFile("name", FileChecks::leftoverName),
                new OfFile("core-dump", FileChecks::coreDump))),
        new Coded(
            "hardening.temporary-file",
            Scope.ALWAYS,
            List.of(new OfFile("temporary", FileChecks::temporary))),
        new Coded(
            "hardening.package-cache",
            Scope.ALWAYS,
            List.of(
                new OfImage("visible", (image, parameters) -> caches(image, parameters, true)),
                new OfImage("hidden", (image, parameters) -> caches(image, parameters, false)))));
  }

  private static @Nullable String special(FileRecord file, Parameters parameters, int bit) {
    return file.kind() == Kind.REGULAR
            && (file.mode() & bit) != 0
            && !parameters.fits("allowed", file.path())
        ? "mode %s: whoever runs it does so as its %s (%s)"
            .formatted(
                AccountChecks.mode(file),
                bit == SETUID ? "owner" : "group",
                bit == SETUID ? "uid " + file.uid() : "gid " + file.gid())
        : null;
  }

  private static @Nullable String capability(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.hasCapabilities() && !parameters.fits("allowed", file.path())
        ? "it carries capabilities of its own"
        : null;
  }

  private static @Nullable String writableFile(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.kind() == Kind.REGULAR && (file.mode() & ANYONE_WRITES) != 0
        ? "anyone may write it (mode %s)".formatted(AccountChecks.mode(file))
        : null;
  }

  private static @Nullable String writableDirectory(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.kind() == Kind.DIRECTORY
            && (file.mode() & ANYONE_WRITES) != 0
            && (file.mode() & STICKY) == 0
        ? "anyone may replace what is in it (mode %s, not sticky)"
            .formatted(AccountChecks.mode(file))
        : null;
  }

  private static @Nullable String unknownUser(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.uid() != 0 && !image.knowsUser(file.uid())
        ? "uid %s is not in /etc/passwd".formatted(file.uid())
        : null;
  }

  private static @Nullable String unknownGroup(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.gid() != 0 && !image.knowsGroup(file.gid())
        ? "gid %s is not in /etc/group".formatted(file.gid())
        : null;
  }

  private static @Nullable String device(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.kind() == Kind.DEVICE ? "a device" : null;
  }

  private static @Nullable String repository(
      InspectedImage image, Parameters parameters, FileRecord file) {
    if (file.kind() != Kind.DIRECTORY || !parameters.fits("repositories", file.name())) {
      return null;
    }
    boolean isWhole =
        !file.name().equals(".git") || image.tree().find(file.path() + "/HEAD").isPresent();
    return isWhole ? "a repository of sources with all of its history" : null;
  }

  private static @Nullable String leftoverName(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.kind() == Kind.REGULAR && parameters.fits("names", file.name())
        ? "left behind by people or by a build"
        : null;
  }

  /// Only where dumps are written, for much else is called core.
  private static @Nullable String coreDump(
      InspectedImage image, Parameters parameters, FileRecord file) {
    if (file.kind() != Kind.REGULAR || file.size() == 0) {
      return null;
    }
    String name = file.name();
    String folder = file.path().substring(0, file.path().length() - name.length());
    boolean isNamed = name.equals("core") || name.matches("core\\.\\d+");
    boolean isPlace =
        folder.equals("/")
            || folder.equals("/root/")
            || folder.equals("/tmp/")
            || folder.equals(image.execution().workingDir() + "/");
    boolean isDump = isNamed && isPlace;
    boolean isKept = parameters.fits("dumpFolders", folder);
    return isDump || isKept ? "a dump of a process's memory" : null;
  }

  private static @Nullable String temporary(
      InspectedImage image, Parameters parameters, FileRecord file) {
    if (file.kind() != Kind.REGULAR) {
      return null;
    }
    for (String folder : parameters.texts("folders")) {
      if (file.path().startsWith(folder)) {
        return "left in a folder for temporary files";
      }
    }
    return null;
  }

  /// Files of package managers' caches: those that a container sees, or those that a layer holds
  /// although a later one removed them.
  private static List<Sight> caches(
      InspectedImage image, Parameters parameters, boolean isVisible) {
    List<Sight> sights = new ArrayList<>();
    for (String folder : cacheFolders(image, parameters)) {
      for (int layer = 0; layer < image.subject().facts().layers().size(); layer++) {
        FileTable files = image.subject().facts().layers().get(layer).files();
        TreeMap<String, Long> found = new TreeMap<>();
        for (int i = from(files, folder);
            i < files.size() && files.record(i).path().startsWith(folder);
            i++) {
          FileRecord file = files.record(i);
          boolean isSeen = image.tree().layerOf(file.path()) == layer;
          // Locks and empty markers are part of the packages themselves.
          if (file.kind() == Kind.REGULAR && file.size() > 0 && isSeen == isVisible) {
            found.put(file.path(), file.size());
          }
        }
        if (!found.isEmpty()) {
          long bytes = found.values().stream().mapToLong(each -> each).sum();
          sights.add(
              Sight.at(
                  new Location(folder.substring(0, folder.length() - 1), layer),
                  "%s files of %s bytes%s, the first is %s"
                      .formatted(
                          found.size(),
                          bytes,
                          isVisible ? "" : ", removed by a later layer and still in the image",
                          ConfigChecks.shown(found.firstKey()))));
        }
      }
    }
    return sights;
  }

  /// The folders, those that begin with `~/` in the home of every account.
  private static Set<String> cacheFolders(InspectedImage image, Parameters parameters) {
    Set<String> homes = new TreeSet<>(Set.of("/root"));
    List<Account> accounts = image.accounts();
    if (accounts != null) {
      accounts.stream()
          .map(Account::home)
          .filter(home -> home.startsWith("/"))
          .limit(HOMES_MAX)
          .forEach(home -> homes.add(PlainPath.withoutTrailingSlashes(home)));
    }
    Set<String> folders = new TreeSet<>();
    for (String folder : parameters.texts("folders")) {
      if (folder.startsWith("~/")) {
        homes.forEach(home -> folders.add(home + folder.substring(1)));
      } else {
        folders.add(folder);
      }
    }
    return folders;
  }

  /// The position of the first entry that is not before this path.
  private static int from(FileTable files, String path) {
    int low = 0;
    int high = files.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (files.record(middle).path().compareTo(path) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
