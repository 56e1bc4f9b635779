package dev.seaworthy.image.walk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder of entries that several processes use at once without a lock: entries are written aside
/// and moved into place in one step, and whoever finds one gone or damaged does without it. When
/// the folder grows beyond its bound, the entries that were not used for longest go.
final class CacheFolder {

  /// What an entry takes on disk at least.
  private static final long BLOCK = 4096;

  /// What somebody else may still be writing.
  private static final Duration UNFINISHED = Duration.ofHours(1);

  private static final String FINISHED_NAME = "[0-9a-f]*.*";

  private final Path folder;
  private final long bytesMax;
  private final InstantSource clock;
  private long bytes = -1;

  private CacheFolder(Path folder, long bytesMax, InstantSource clock) {
    this.folder = folder;
    this.bytesMax = bytesMax;
    this.clock = clock;
  }

  static CacheFolder of(Path folder, long bytesMax, InstantSource clock) {
    return new CacheFolder(folder, bytesMax, clock);
  }

  /// Makes the folder if there is none, the user's alone, and looks whether it still is.
  ///
  /// @return why it can't be trusted; empty if it can
  static Optional<String> prepare(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(folder + " is no directory of its own");
      }
      UnixAttributes found = UnixAttributes.of(folder);
      if ((found.mode() & 0777) != 0700) {
        return Optional.of(
            "%s has mode %s, not 700"
                .formatted(folder, Integer.toOctalString(found.mode() & 07777)));
      }
      Path probe = Files.createTempFile(folder, "probe-", "");
      long own = UnixAttributes.of(probe).uid();
      Files.delete(probe);
      return found.uid() == own
          ? Optional.empty()
          : Optional.of("%s belongs to user %s, not to %s".formatted(folder, found.uid(), own));
    } catch (IOException e) {
      return Optional.of(
          "%s can't be used: %s"
              .formatted(folder, e.getClass().getSimpleName() + " " + e.getMessage()));
    }
  }

  /// Where an entry of this name lies or would lie.
  Path entry(String name) {
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }

  /// Notes that an entry was used.
  void touch(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
    } catch (IOException e) {
      // Gone, or on a file system without times: it only goes the sooner.
      return;
    }
  }

  /// Takes out an entry.
  void drop(Path entry) {
    try {
      Files.deleteIfExists(entry);
    } catch (IOException e) {
      // It stays and will be found damaged again.
      return;
    }
  }

  /// A new file to write an entry to.
  Path aside() throws IOException {
    return Files.createTempFile(folder, "new-", "");
  }

  /// Puts a file that is written to its end into its place.
  void keep(Path file, String name) throws IOException {
    long size = Files.size(file);
    if (size > bytesMax / 2) {
      Files.delete(file);
      return;
    }
    Path entry = entry(name);
    Files.createDirectories(entry.getParent());
    touch(file);
    Files.move(file, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    grow(Math.max(size, BLOCK));
  }

  private synchronized void grow(long more) throws IOException {
    bytes = bytes < 0 ? survey().stream().mapToLong(Kept::size).sum() : bytes + more;
    if (bytes > bytesMax) {
      evict();
    }
  }

  private record Kept(Path path, long size, FileTime used) {}

  private List<Kept> survey() throws IOException {
    List<Kept> found = new ArrayList<>();
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder)) {
      for (Path part : parts) {
        if (Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
          survey(part, found);
        } else {
          dropUnfinished(part);
        }
      }
    }
    return found;
  }

  private static void survey(Path part, List<Kept> found) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(part, FINISHED_NAME)) {
      for (Path entry : entries) {
        size(entry).ifPresent(found::add);
      }
    }
  }

  private static Optional<Kept> size(Path entry) throws IOException {
    try {
      long size = Math.max(Files.size(entry), BLOCK);
      return Optional.of(new Kept(entry, size, Files.getLastModifiedTime(entry)));
    } catch (NoSuchFileException e) {
      // Another process took it out.
      return Optional.empty();
    }
  }

  /// Takes out what a process left behind that ended while it wrote.
  private void dropUnfinished(Path file) {
    try {
      FileTime limit = FileTime.from(clock.instant().minus(UNFINISHED));
      if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Another process was quicker.
      return;
    }
  }

  private void evict() throws IOException {
    List<Kept> all = survey();
    all.sort((left, right) -> left.used().compareTo(right.used()));
    long left = all.stream().mapToLong(Kept::size).sum();
    // Some room is made, so that not every new entry counts them all again.
    long wanted = bytesMax - bytesMax / 8;
    for (Kept entry : all) {
      if (left <= wanted) {
        break;
      }
      Files.deleteIfExists(entry.path());
      left -= entry.size();
    }
    bytes = left;
  }
}
