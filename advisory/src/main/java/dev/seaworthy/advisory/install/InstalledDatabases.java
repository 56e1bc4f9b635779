package dev.seaworthy.advisory.install;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The directory of installed databases: one file for each snapshot, named by its digest, and the
/// file `current` that names the one in use. Every change is a rename, so that a scan sees the old
/// or the new one and nothing between.
public final class InstalledDatabases {

  /// How many snapshots are kept, so that an earlier verdict can be replayed.
  public static final int KEPT = 5;

  private static final String CURRENT = "current";
  private static final String SUFFIX = ".db";

  private final Path directory;

  /// @param directory need not exist yet
  public InstalledDatabases(Path directory) {
    this.directory = directory;
  }

  /// The database in use.
  ///
  /// @throws SeaworthyException [AdvisoryError#DATABASE_UNREADABLE] when one is named but can't be
  ///   used
  public Optional<Path> current() {
    Path pointer = directory.resolve(CURRENT);
    String name;
    try {
      name = Files.readString(pointer, StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(pointer, e);
    }
    Path file = directory.resolve(fileName(Digest.parse(name)));
    if (!Files.isRegularFile(file)) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNREADABLE,
          "%s names the advisory database %s, which isn't there".formatted(pointer, name));
    }
    return Optional.of(file);
  }

  /// A snapshot by its digest.
  ///
  /// @throws SeaworthyException [AdvisoryError#NO_SUCH_SNAPSHOT]
  public Path snapshot(Digest digest) {
    Path file = directory.resolve(fileName(digest));
    if (!Files.isRegularFile(file)) {
      throw new SeaworthyException(
          AdvisoryError.NO_SUCH_SNAPSHOT,
          "no advisory database %s is installed in %s".formatted(digest, directory));
    }
    return file;
  }

  /// All that are installed, the newest data first.
  public List<SnapshotInfo> all() {
    List<SnapshotInfo> infos = new ArrayList<>();
    for (Path file : files()) {
      try (DatabaseFile database = DatabaseFile.open(file)) {
        infos.add(database.info());
      }
    }
    infos.sort(
        Comparator.comparing(SnapshotInfo::dataDate)
            .reversed()
            .thenComparing(SnapshotInfo::digest));
    return List.copyOf(infos);
  }

  /// Reads the whole of a database, copies it in, makes it the one in use and lets go of the oldest
  /// snapshots beyond [#KEPT].
  ///
  /// @throws SeaworthyException when the file is damaged or can't be copied; what was installed
  ///   stays in use
  public SnapshotInfo install(Path file) {
    SnapshotInfo info;
    try (DatabaseFile database = DatabaseFile.open(file)) {
      database.verify();
      info = database.info();
    }
    try {
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, ".installing-", SUFFIX);
      try {
        Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            temporary,
            directory.resolve(fileName(info.digest())),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(temporary, info.digest() + "\n");
        Files.move(
            temporary,
            directory.resolve(CURRENT),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      forgetOldest(info.digest());
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNWRITABLE,
          "tried to install an advisory database in %s: %s".formatted(directory, e),
          e);
    }
    return info;
  }

  private void forgetOldest(Digest inUse) throws IOException {
    List<SnapshotInfo> infos = all();
    for (int i = KEPT; i < infos.size(); i++) {
      if (!infos.get(i).digest().equals(inUse)) {
        Files.deleteIfExists(directory.resolve(fileName(infos.get(i).digest())));
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> {
            String name = String.valueOf(file.getFileName());
            return name.endsWith(SUFFIX) && !name.startsWith(".");
          })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static String fileName(Digest digest) {
    return digest.algorithm().wireName() + "-" + digest.hex() + SUFFIX;
  }

  private static SeaworthyException unreadable(Path path, IOException e) {
    return new SeaworthyException(
        AdvisoryError.DATABASE_UNREADABLE, "tried to read %s: %s".formatted(path, e), e);
  }
}
