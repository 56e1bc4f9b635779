package dev.seaworthy.server.store;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Blobs as files `<algorithm>/<2 digits>/<hex>`. A blob is written under `incoming/`, synced and
/// renamed, and its folder is synced, before it counts as there.
public final class FileBlobStore implements BlobStore {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path root;
  private final Path incoming;

  private FileBlobStore(Path root, Path incoming) {
    this.root = root;
    this.incoming = incoming;
  }

  /// Opens the folder, which is made when absent. What a killed process left half written stays in
  /// `incoming/` until [#sweep].
  public static FileBlobStore open(Path root) throws IOException {
    return new FileBlobStore(
        DataDirectory.folder(root), DataDirectory.folder(root.resolve("incoming")));
  }

  /// The folder, on the blobs' file system, where uploads may be collected; a file in it is moved
  /// into place by [#adopt].
  public Path incoming() {
    return incoming;
  }

  @Override
  public long put(Digest digest, InputStream bytes, long sizeMax) throws IOException {
    Path file = Files.createTempFile(incoming, "put-", ".part");
    try {
      long size = write(digest, bytes, sizeMax, file);
      place(digest, file);
      return size;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Moves a file that was collected in [#incoming], and whose digest the caller has computed, into
  /// place.
  ///
  /// @throws SeaworthyException [StoreError#BLOB_MISMATCH] when the digests differ
  public void adopt(Digest wanted, Digest computed, Path file) throws IOException {
    match(wanted, computed);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    place(wanted, file);
  }

  private static long write(Digest digest, InputStream bytes, long sizeMax, Path file)
      throws IOException {
    MessageDigest hash = digest.algorithm().newMessageDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        size += read;
        if (size > sizeMax) {
          throw new SeaworthyException(
              StoreError.BLOB_MISMATCH,
              "the blob %s has more than the %s bytes allowed".formatted(digest, sizeMax));
        }
        hash.update(buffer, 0, read);
        ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
        while (chunk.hasRemaining()) {
          channel.write(chunk);
        }
      }
      match(digest, Digest.of(digest.algorithm(), hash.digest()));
      channel.force(true);
    }
    return size;
  }

  private static void match(Digest wanted, Digest found) {
    if (!wanted.equals(found)) {
      throw new SeaworthyException(
          StoreError.BLOB_MISMATCH, "the bytes said to be %s are %s".formatted(wanted, found));
    }
  }

  private void place(Digest digest, Path file) throws IOException {
    Path target = path(digest);
    Path folder = DataDirectory.parent(target);
    if (!Files.isDirectory(folder)) {
      DataDirectory.folder(DataDirectory.parent(folder));
      DataDirectory.folder(folder);
      DataDirectory.sync(DataDirectory.parent(folder));
      DataDirectory.sync(root);
    }
    // Readable through any folder that links to it; who gets into this one is decided by its mode.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    DataDirectory.sync(folder);
  }

  @Override
  public OptionalLong size(Digest digest) throws IOException {
    try {
      return OptionalLong.of(Files.size(path(digest)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public InputStream get(Digest digest, long offset, long length) throws IOException {
    try {
      FileChannel channel = FileChannel.open(path(digest), StandardOpenOption.READ);
      channel.position(offset);
      return new Bounded(Channels.newInputStream(channel), length);
    } catch (NoSuchFileException e) {
      throw new SeaworthyException(StoreError.BLOB_MISSING, "there is no blob " + digest, e);
    }
  }

  /// The file of a blob, for sending it without copying.
  ///
  /// @throws SeaworthyException [StoreError#BLOB_MISSING]
  public Path file(Digest digest) {
    Path path = path(digest);
    if (!Files.isRegularFile(path)) {
      throw new SeaworthyException(StoreError.BLOB_MISSING, "there is no blob " + digest);
    }
    return path;
  }

  @Override
  public boolean delete(Digest digest) throws IOException {
    Path path = path(digest);
    boolean was = Files.deleteIfExists(path);
    if (was) {
      DataDirectory.sync(DataDirectory.parent(path));
    }
    return was;
  }

  @Override
  public Stream<Digest> list() throws IOException {
    return Stream.of(Digest.Algorithm.values())
        .map(algorithm -> root.resolve(algorithm.wireName()))
        .filter(Files::isDirectory)
        .flatMap(FileBlobStore::walk)
        .map(file -> Digest.parse(root.relativize(file).getName(0) + ":" + file.getFileName()));
  }

  @SuppressWarnings("StreamResourceLeak") // flatMap closes it
  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder, 2).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Removes what is older than `before` (milliseconds since 1970) in `incoming/`.
  public void sweep(long before) throws IOException {
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toMillis() < before) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Path path(Digest digest) {
    return root.resolve(digest.algorithm().wireName())
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex());
  }

  /// At most so many bytes of another stream.
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = in.read();
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte @Nullable [] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
