package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Private temporary files for wanted content that is too large for memory. The folder is made at
/// first need, is the owner's alone, and each file's name is random and gone as soon as the file is
/// open: whatever happens to the process, the content doesn't stay behind.
final class SpillFolder implements AutoCloseable {

  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path parent;
  private final long bound;
  private @Nullable Path folder;
  private long taken;

  SpillFolder(Path parent, Limits limits) {
    this.parent = parent;
    this.bound = limits.of(Limit.SPILL_BYTES);
  }

  /// Opens an empty file. Waits until files of so many bytes more are allowed, which comes to pass
  /// because nobody holds one while waiting for another.
  ///
  /// @throws LimitExceededException when a single file is beyond the bound for all
  FileChannel open(long size) throws IOException {
    if (size > bound) {
      throw new LimitExceededException(Limit.SPILL_BYTES, bound, "the file");
    }
    reserve(size);
    try {
      Path file =
          Files.createTempFile(folder(), "", "", PosixFilePermissions.asFileAttribute(OWNER_FILE));
      try {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      } finally {
        Files.delete(file);
      }
    } catch (IOException | RuntimeException e) {
      release(size);
      throw e;
    }
  }

  private synchronized void reserve(long size) throws InterruptedIOException {
    while (taken + size > bound) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for temporary space");
      }
    }
    taken += size;
  }

  /// Gives back what [#open] was asked for.
  synchronized void release(long size) {
    taken -= size;
    notifyAll();
  }

  private synchronized Path folder() throws IOException {
    if (folder == null) {
      folder =
          Files.createTempDirectory(
              parent, "seaworthy-", PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }
    return folder;
  }

  @Override
  public synchronized void close() throws IOException {
    if (folder != null) {
      Files.deleteIfExists(folder);
      folder = null;
    }
  }
}
