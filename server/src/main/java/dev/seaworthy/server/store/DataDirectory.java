package dev.seaworthy.server.store;

import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder that one server process owns, for its user alone. A lock in it keeps a second process
/// out.
public final class DataDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path root;
  private final FileChannel channel;

  private DataDirectory(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /// Makes the folder when absent and locks it.
  ///
  /// @throws SeaworthyException [StoreError#DATA_DIRECTORY] when it can't be made or another
  ///   process holds it
  public static DataDirectory open(Path root) {
    try {
      folder(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new SeaworthyException(
            StoreError.DATA_DIRECTORY,
            "tried to use %s: another seaworthy process has it".formatted(root),
            "Stop that process, or choose another folder with --data.",
            null);
      }
      return new DataDirectory(root, channel);
    } catch (IOException e) {
      throw new SeaworthyException(
          StoreError.DATA_DIRECTORY, "tried to use %s: %s".formatted(root, e), e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// The folder itself.
  public Path root() {
    return root;
  }

  /// A path in it.
  public Path resolve(String name) {
    return root.resolve(name);
  }

  /// Writes a file for the owner alone; readers see the old text or the whole new one.
  public static void write(Path file, String text) throws IOException {
    Path temporary = Files.createTempFile(parent(file), "new-", ".part");
    try {
      Files.setPosixFilePermissions(temporary, OWNER_FILE);
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      sync(parent(file));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Makes a folder for the owner alone, with those above it; its mode is not touched when it is
  /// there already.
  public static Path folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }
    return folder;
  }

  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "the root has no parent");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
