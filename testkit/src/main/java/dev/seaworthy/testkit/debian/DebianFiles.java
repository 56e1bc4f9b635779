package dev.seaworthy.testkit.debian;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of Debian packages in one directory tree, without any database that says so: what is
/// left where packages were copied instead of installed. Fetched from Debian's mirror when first
/// asked for and then kept beside the images of [DebianImage].
///
/// Of `/usr/share` nothing is unpacked: it holds no programs.
public final class DebianFiles {

  /// To be counted up with every change of what is unpacked.
  private static final int RECIPE = 1;

  private final Path folder;

  private DebianFiles(Path folder) {
    this.folder = folder;
  }

  /// What it takes to have them.
  public static Need need() {
    Need dpkg = Gates.tool("dpkg-deb");
    if (!dpkg.isMet()) {
      return dpkg;
    }
    boolean hasLists = Command.of("apt-cache", "show", "libc6").run().exit() == 0;
    return RootFileSystem.sources()
        .filter(path -> hasLists)
        .map(path -> Need.met("apt lists of Debian " + RootFileSystem.SUITE, path))
        .orElseGet(() -> Need.missing("apt lists of Debian " + RootFileSystem.SUITE));
  }

  /// @param packages Debian's names
  public static synchronized DebianFiles of(List<String> packages) throws IOException {
    List<String> sorted = packages.stream().distinct().sorted().toList();
    String key = Sha256.hex(Sha256.of(RECIPE + "\n" + sorted)).substring(0, 16);
    Path folder = DebianImage.cache().resolveSibling("debian-files").resolve(key);
    Files.createDirectories(folder.getParent());
    Path lockFile = folder.resolveSibling(key + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!Files.isDirectory(folder)) {
        build(sorted, folder, lock);
      }
    }
    return new DebianFiles(folder);
  }

  /// The tree.
  public Path root() {
    return folder.resolve("root");
  }

  /// The version of each package, with epoch and revision, as `dpkg-deb` tells it.
  public Map<String, String> versions() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("versions.tsv"))) {
      String[] cells = line.split("\t", -1);
      versions.put(cells[0], cells[1]);
    }
    return versions;
  }

  private static void build(List<String> packages, Path folder, FileLock lock) throws IOException {
    if (!lock.isValid()) {
      throw new IOException("lost the lock on " + folder);
    }
    Path scratch = Files.createTempDirectory(folder.getParent(), "build");
    try {
      Path archives = Files.createDirectory(scratch.resolve("archives"));
      Path root = Files.createDirectory(scratch.resolve("root"));
      List<String> words = new ArrayList<>(List.of("apt-get", "--quiet", "download"));
      words.addAll(packages);
      Command.of(words).in(archives).within(Duration.ofMinutes(9)).text();
      List<String> versions = new ArrayList<>();
      try (Stream<Path> files = Files.list(archives)) {
        for (Path archive : files.sorted().toList()) {
          versions.add(unpack(archive, root));
        }
      }
      Files.write(scratch.resolve("versions.tsv"), versions);
      Folders.delete(archives);
      Files.move(scratch, folder);
    } finally {
      Folders.delete(scratch);
    }
  }

  private static String unpack(Path archive, Path root) {
    Command.of(
            "sh",
            "-c",
            "dpkg-deb --fsys-tarfile \"$1\" | tar --extract --no-same-owner --directory \"$2\""
                + " --exclude=./usr/share --exclude=./usr/include",
            "sh",
            archive.toString(),
            root.toString())
        .text();
    return Command.of(
            "dpkg-deb", "--show", "--showformat", "${Package}\t${Version}", archive.toString())
        .text()
        .strip();
  }
}
