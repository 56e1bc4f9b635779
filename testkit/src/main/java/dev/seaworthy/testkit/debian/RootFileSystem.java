package dev.seaworthy.testkit.debian;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes root file systems of Debian 12 with mmdebstrap, from the mirror that this machine uses.
final class RootFileSystem {
  static final String SUITE = "bookworm";

  /// What a slim image leaves out: no package manager looks at it.
  private static final List<String> UNWANTED =
      List.of(
          "path-exclude=/usr/share/doc/*",
          "path-include=/usr/share/doc/*/copyright",
          "path-exclude=/usr/share/info/*",
          "path-exclude=/usr/share/locale/*",
          "path-exclude=/usr/share/man/*");

  private static final String EPOCH = "1767225600";

  /// As mmdebstrap makes the last tar: reproducible, and without what apt had to fetch.
  private static final String SNAPSHOT =
      String.join(
          " ",
          "tar --create --format=pax --pax-option=delete=atime,delete=ctime --sort=name",
          "--numeric-owner --xattrs --clamp-mtime --mtime=@" + EPOCH,
          "--exclude='./dev/*' --exclude='./proc' --exclude='./sys' --exclude='./run/*'",
          "--exclude='./tmp/*' --exclude='./etc/resolv.conf' --exclude='./etc/hostname'",
          "--exclude='./var/lib/apt/lists/*' --exclude='./var/cache/apt/*'");

  private static final Duration BUILD_MAX = Duration.ofMinutes(9);

  private RootFileSystem() {}

  static Need need() {
    Need mmdebstrap = Gates.tool("mmdebstrap");
    if (!mmdebstrap.isMet()) {
      return mmdebstrap;
    }
    return sources()
        .map(path -> Need.met("apt sources of Debian " + SUITE, path))
        .orElseGet(() -> Need.missing("apt sources of Debian " + SUITE));
  }

  /// What this machine's apt reads its Debian packages from.
  static Optional<Path> sources() {
    return Stream.of("/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list")
        .map(Path::of)
        .filter(RootFileSystem::namesTheSuite)
        .findFirst();
  }

  /// Makes two tars of one root file system in two states.
  ///
  /// @param base the smallest set that apt can work in
  /// @param full the same after the packages were installed
  static void make(Path base, Path full, List<String> packages) {
    List<String> words = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--variant=minbase"));
    UNWANTED.forEach(option -> words.add("--dpkgopt=" + option));
    words.add("--customize-hook=" + SNAPSHOT + " --file='" + base + "' --directory=\"$1\" .");
    words.add(
        "--customize-hook=chroot \"$1\" apt-get --quiet --yes --no-install-recommends install "
            + String.join(" ", packages));
    words.addAll(List.of(SUITE, full.toString(), sources().orElseThrow().toString()));
    Command.of(words)
        .with("SOURCE_DATE_EPOCH", EPOCH)
        .with("DEBIAN_FRONTEND", "noninteractive")
        .within(BUILD_MAX)
        .text();
  }

  private static boolean namesTheSuite(Path file) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains(SUITE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file, e);
    }
  }
}
