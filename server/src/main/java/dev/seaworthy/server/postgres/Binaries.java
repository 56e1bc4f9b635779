package dev.seaworthy.server.postgres;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.StoreError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The programs of one PostgreSQL.
///
/// @param folder holds `initdb` and `postgres`
/// @param major the major version; a cluster is opened by its own alone
public record Binaries(Path folder, int major) {
  /// The oldest major version that the platform runs on.
  public static final int MAJOR_MIN = 15;

  private static final String BUNDLED = "18.6.0";
  private static final int BUNDLED_MAJOR = 18;
  private static final Path SYSTEM = Path.of("/usr/lib/postgresql");

  /// Chooses: for a cluster the ones of its major version, for none the system's newest, whose
  /// security updates are somebody's care, else the ones that the platform brings.
  ///
  /// @param cluster the major version of the cluster that is there, if one is
  /// @param bundledOnly never the system's
  /// @param place where the platform's own are unpacked
  static Binaries choose(@Nullable Integer cluster, boolean bundledOnly, Path place)
      throws IOException {
    Optional<Binaries> system =
        bundledOnly ? Optional.empty() : system(SYSTEM, cluster == null ? -1 : cluster);
    if (system.isPresent() && (cluster == null || cluster != BUNDLED_MAJOR)) {
      return system.get();
    }
    if (cluster != null && cluster != BUNDLED_MAJOR) {
      throw new SeaworthyException(
          StoreError.POSTGRES,
          "the database was made by PostgreSQL %s, which is not in %s".formatted(cluster, SYSTEM),
          "Install PostgreSQL %s, or restore a backup into a new data directory."
              .formatted(cluster),
          null);
    }
    return bundled(place);
  }

  /// @param wanted a major version, or -1 for the newest
  private static Optional<Binaries> system(Path root, int wanted) throws IOException {
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(root)) {
      return versions
          .filter(version -> String.valueOf(version.getFileName()).matches("\\d{1,3}"))
          .map(version ->
              new Binaries(
                  version.resolve("bin"), Integer.parseInt(version.getFileName().toString())))
          .filter(Binaries::whole)
          .filter(found -> wanted < 0 ? found.major >= MAJOR_MIN : found.major == wanted)
          .max(Comparator.comparingInt(Binaries::major));
    }
  }

  private boolean whole() {
    return Stream.of("postgres", "initdb")
        .allMatch(program -> Files.isExecutable(folder.resolve(program)));
  }

  private static Binaries bundled(Path place) throws IOException {
    Path unpacked = place.resolve("postgresql-" + BUNDLED);
    Binaries binaries = new Binaries(unpacked.resolve("bin"), BUNDLED_MAJOR);
    if (!Files.isDirectory(unpacked)) {
      Path part = Files.createTempDirectory(place, "unpacking-");
      unpack(archive(), part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(part, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }
    return binaries;
  }

  private static String archive() {
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (processor) {
      case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
      case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
      default -> "postgres-linux-" + processor + ".txz";
    };
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (InputStream in = Binaries.class.getClassLoader().getResourceAsStream(archive)) {
      if (in == null) {
        throw new SeaworthyException(
            StoreError.POSTGRES,
            "there is no PostgreSQL for this processor in the platform (%s)".formatted(archive),
            "Install PostgreSQL %s or newer, or give one with --database.".formatted(MAJOR_MIN),
            null);
      }
      TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(entry, tar, target);
      }
    }
  }

  /// The archive is our own, fixed by its digest in the build; its names are checked all the same.
  private static void place(TarArchiveEntry entry, InputStream bytes, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the archive names " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(path.getParent());
      Files.copy(bytes, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /// The path of one program.
  List<String> command(String program) {
    return List.of(folder.resolve(program).toString());
  }
}
