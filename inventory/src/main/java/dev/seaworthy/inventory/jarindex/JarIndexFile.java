package dev.seaworthy.inventory.jarindex;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inventory.InventoryError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// An index in a file. Big-endian: eight bytes `SWJARIX1`, the number of archives (4 bytes), then
/// for each archive, sorted by hash, its SHA-1 (20 bytes) and where its name begins (8 bytes from
/// the beginning of the file), then the names: length (2 bytes) and `group:artifact:version` in
/// UTF-8. A look-up reads some twenty places and keeps nothing.
public final class JarIndexFile implements JarIndex, AutoCloseable {

  static final byte[] MAGIC = "SWJARIX1".getBytes(StandardCharsets.US_ASCII);
  static final int HASH_BYTES = 20;
  static final int ENTRY_BYTES = HASH_BYTES + Long.BYTES;
  static final int HEAD_BYTES = MAGIC.length + Integer.BYTES;

  private final Path file;
  private final FileChannel channel;
  private final int count;

  private JarIndexFile(Path file, FileChannel channel, int count) {
    this.file = file;
    this.channel = channel;
    this.count = count;
  }

  /// @throws SeaworthyException [InventoryError#BAD_JAR_INDEX] when it is no index
  public static JarIndexFile open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file);
      try {
        return new JarIndexFile(file, channel, readHead(channel));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw bad(file, e);
    }
  }

  private static int readHead(FileChannel channel) throws IOException {
    ByteBuffer head = read(channel, 0, HEAD_BYTES);
    byte[] magic = new byte[MAGIC.length];
    head.get(magic);
    int count = head.getInt();
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException("it does not begin as an index of Java archives does");
    }
    if (count < 0 || HEAD_BYTES + (long) count * ENTRY_BYTES > channel.size()) {
      throw new IOException("it says that it has %s archives and is too short".formatted(count));
    }
    return count;
  }

  /// How many archives it knows.
  public int size() {
    return count;
  }

  @Override
  public Optional<Coordinates> find(String sha1) {
    if (sha1.length() != 2 * HASH_BYTES) {
      return Optional.empty();
    }
    try {
      byte[] wanted = HexFormat.of().parseHex(sha1);
      int low = 0;
      int high = count - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        ByteBuffer entry = read(channel, HEAD_BYTES + (long) middle * ENTRY_BYTES, ENTRY_BYTES);
        byte[] hash = new byte[HASH_BYTES];
        entry.get(hash);
        int order = Arrays.compareUnsigned(hash, wanted);
        if (order == 0) {
          return Optional.of(coordinates(entry.getLong()));
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw bad(file, e);
    }
  }

  private Coordinates coordinates(long offset) throws IOException {
    int length = Short.toUnsignedInt(read(channel, offset, Short.BYTES).getShort());
    ByteBuffer name = read(channel, offset + Short.BYTES, length);
    String[] parts = StandardCharsets.UTF_8.decode(name).toString().split(":", -1);
    if (parts.length != 3 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
      throw new IOException("the name at byte %s is not group:artifact:version".formatted(offset));
    }
    return new Coordinates(parts[0], parts[1], parts[2]);
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    if (offset < 0 || offset + length > channel.size()) {
      throw new IOException("it ends before byte %s".formatted(offset + length));
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("it ends before byte %s".formatted(offset + length));
      }
    }
    return buffer.flip();
  }

  private static SeaworthyException bad(Path file, IOException cause) {
    return new SeaworthyException(
        InventoryError.BAD_JAR_INDEX,
        "reading the index of Java archives %s: %s".formatted(file, cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw bad(file, e);
    }
  }
}
