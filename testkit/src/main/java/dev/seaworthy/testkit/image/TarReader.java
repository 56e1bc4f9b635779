package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the honest tars of archivers, so that a test can take them apart and write them anew. It
/// knows ustar, PAX records (extended attributes with their exact bytes) and GNU's long names, and
/// no sparse files.
public final class TarReader {
  private static final String XATTR = "SCHILY.xattr.";

  private final InputStream in;
  private final Map<String, byte[]> records = new LinkedHashMap<>();

  private TarReader(InputStream in) {
    this.in = in;
  }

  /// One entry as it was written.
  ///
  /// @param type the type flag
  /// @param name as it stands there
  /// @param link the target of a link; empty for others
  /// @param mode permission bits
  /// @param user owner's number
  /// @param group group's number
  /// @param modified in seconds since 1970
  /// @param size of the body
  /// @param attributes extended attributes, by name, each byte as one character
  public record Entry(
      char type,
      String name,
      String link,
      int mode,
      long user,
      long group,
      long modified,
      long size,
      Map<String, String> attributes) {
    public Entry {
      attributes = Map.copyOf(attributes);
    }

    public boolean isDirectory() {
      return type == '5';
    }

    public boolean isHardLink() {
      return type == '1';
    }

    /// The same to be written again, perhaps under another name and link.
    public TarEntry named(String newName, String newLink) {
      TarEntry entry =
          (isDirectory() ? TarEntry.directory(newName) : TarEntry.ofType(type, newName))
              .link(newLink)
              .mode(mode)
              .owner(user, group)
              .modified(modified);
      attributes.forEach((key, value) -> entry.attribute(key, value.getBytes(ISO_8859_1)));
      return entry;
    }
  }

  /// Takes an entry and as much of its body as it likes.
  @FunctionalInterface
  public interface Visitor {
    void visit(Entry entry, InputStream body) throws IOException;
  }

  /// Shows every entry of a tar in order.
  public static void visit(Path tar, Visitor visitor) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(tar), 1 << 16)) {
      new TarReader(in).visit(visitor);
    }
  }

  private void visit(Visitor visitor) throws IOException {
    for (byte[] block = block(); block != null; block = block()) {
      char type = block[156] == 0 ? '0' : (char) block[156];
      long size = "xgLK".indexOf(type) >= 0 ? number(block, 124, 12) : size(block);
      Limited body = new Limited(in, size);
      switch (type) {
        case 'x' -> readRecords(body.readAllBytes());
        case 'g' -> body.readAllBytes();
        case 'L' -> records.put("path", withoutZeros(body.readAllBytes()));
        case 'K' -> records.put("linkpath", withoutZeros(body.readAllBytes()));
        case 'S' -> throw new IOException("a sparse file, which this reader doesn't know");
        default -> {
          visitor.visit(entry(type, block, size), body);
          records.clear();
        }
      }
      in.skipNBytes(body.left + (TarWriter.BLOCK - size % TarWriter.BLOCK) % TarWriter.BLOCK);
    }
  }

  private byte @Nullable [] block() throws IOException {
    byte[] block = in.readNBytes(TarWriter.BLOCK);
    if (block.length < TarWriter.BLOCK) {
      throw new EOFException("the tar ends without its two empty blocks");
    }
    return block[0] == 0 ? null : block;
  }

  private Entry entry(char type, byte[] block, long size) {
    Map<String, String> attributes = new LinkedHashMap<>();
    records.forEach((key, value) -> {
      if (key.startsWith(XATTR)) {
        attributes.put(key.substring(XATTR.length()), new String(value, ISO_8859_1));
      }
    });
    String prefix = text(block, 345, 155);
    String plain = text(block, 0, 100);
    boolean ustar = block[262] == 0;
    return new Entry(
        type,
        record("path", ustar && !prefix.isEmpty() ? prefix + "/" + plain : plain),
        record("linkpath", text(block, 157, 100)),
        (int) number(block, 100, 8) & 07777,
        Long.parseLong(record("uid", Long.toString(number(block, 108, 8)))),
        Long.parseLong(record("gid", Long.toString(number(block, 116, 8)))),
        (long) Double.parseDouble(record("mtime", Long.toString(number(block, 136, 12)))),
        size,
        attributes);
  }

  private long size(byte[] block) {
    return Long.parseLong(record("size", Long.toString(number(block, 124, 12))));
  }

  private String record(String key, String otherwise) {
    byte[] value = records.get(key);
    return value == null ? otherwise : new String(value, UTF_8);
  }

  private void readRecords(byte[] body) throws IOException {
    int place = 0;
    while (place < body.length && body[place] != 0) {
      int space = place;
      while (body[space] != ' ') {
        space++;
      }
      int end = place + Integer.parseInt(new String(body, place, space - place, UTF_8));
      int equals = space + 1;
      while (body[equals] != '=') {
        equals++;
      }
      if (end > body.length) {
        throw new IOException("a PAX record is longer than its block");
      }
      String key = new String(body, space + 1, equals - space - 1, UTF_8);
      records.put(key, Arrays.copyOfRange(body, equals + 1, end - 1));
      place = end;
    }
  }

  private static byte[] withoutZeros(byte[] text) {
    return text(text, 0, text.length).getBytes(UTF_8);
  }

  private static String text(byte[] block, int offset, int width) {
    int end = offset;
    while (end < offset + width && block[end] != 0) {
      end++;
    }
    return new String(block, offset, end - offset, UTF_8);
  }

  private static long number(byte[] block, int offset, int width) {
    if (block[offset] < 0) {
      long value = block[offset] & 0x7f;
      for (int i = 1; i < width; i++) {
        value = (value << 8) | (block[offset + i] & 0xff);
      }
      return value;
    }
    String octal = text(block, offset, width).strip();
    return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
  }

  /// The body of one entry.
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long size) {
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the tar ends within a body");
      }
      left -= count;
      return count;
    }
  }
}
