package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Writes tar streams of every dialect that images hold, and streams that no archiver writes.
///
/// Names too long for a plain header go into PAX records, or into GNU's long-name entries after
/// [#inGnuDialect]. Nothing is checked: what the caller says is written.
public final class TarWriter {
  static final int BLOCK = 512;
  private static final int LINK_MAX = 100;

  private final OutputStream out;
  private boolean gnu;

  private TarWriter(OutputStream out) {
    this.out = out;
  }

  /// What fills an archive.
  @FunctionalInterface
  public interface Content {
    void writeTo(TarWriter tar) throws IOException;
  }

  /// A writer into a stream that the caller closes, after [#finish].
  public static TarWriter to(OutputStream out) {
    return new TarWriter(out);
  }

  /// A whole archive in memory, ended as it should be.
  public static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarWriter tar = to(bytes);
    content.writeTo(tar);
    tar.finish();
    return bytes.toByteArray();
  }

  /// Writes the entries that follow as GNU tar does by default.
  public TarWriter inGnuDialect() {
    gnu = true;
    return this;
  }

  public TarWriter directory(String name) throws IOException {
    return entry(TarEntry.directory(name));
  }

  public TarWriter file(String name, String text) throws IOException {
    return file(name, text.getBytes(UTF_8));
  }

  public TarWriter file(String name, byte[] bytes) throws IOException {
    return entry(TarEntry.file(name), bytes);
  }

  public TarWriter symlink(String name, String target) throws IOException {
    return entry(TarEntry.symlink(name, target));
  }

  public TarWriter hardLink(String name, String target) throws IOException {
    return entry(TarEntry.hardLink(name, target));
  }

  /// Marks a path of the layers below as removed.
  public TarWriter whiteout(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    return file(path.substring(0, slash + 1) + ".wh." + path.substring(slash + 1), "");
  }

  /// Hides everything that the layers below have in a directory.
  public TarWriter opaque(String directory) throws IOException {
    return file(directory + "/.wh..wh..opq", "");
  }

  /// An entry without a body.
  public TarWriter entry(TarEntry entry) throws IOException {
    return entry(entry, new byte[0]);
  }

  public TarWriter entry(TarEntry entry, byte[] body) throws IOException {
    return entry(entry, body.length, new ByteArrayInputStream(body));
  }

  /// An entry whose body is copied from a stream, for bodies too big for memory.
  ///
  /// @param length how many bytes the stream gives
  public TarWriter entry(TarEntry entry, long length, InputStream body) throws IOException {
    writeExtensions(entry, length);
    out.write(entry.block(length, gnu));
    long copied = body.transferTo(out);
    if (copied != length) {
      throw new IOException("wanted a body of " + length + " bytes and got " + copied);
    }
    return pad(length);
  }

  /// A regular file of nothing but zeros, written out in full.
  public TarWriter zeros(String name, long length) throws IOException {
    TarEntry entry = TarEntry.file(name);
    writeExtensions(entry, length);
    out.write(entry.block(length, gnu));
    byte[] chunk = new byte[1 << 16];
    for (long rest = length; rest > 0; rest -= chunk.length) {
      out.write(chunk, 0, (int) Math.min(rest, chunk.length));
    }
    return pad(length);
  }

  /// PAX records for all entries that follow.
  public TarWriter globalPax(Map<String, String> records) throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    records.forEach((key, value) -> bytes.put(key, value.getBytes(UTF_8)));
    return plain(TarEntry.ofType('g', "pax_global_header"), paxBody(bytes));
  }

  /// GNU's entry that gives the next one a long name, whether it needs one or not.
  public TarWriter gnuLongName(String name) throws IOException {
    return plain(TarEntry.ofType('L', "././@LongLink"), zeroEnded(name.getBytes(UTF_8)));
  }

  /// GNU's entry that gives the next one a long link target, whether it needs one or not.
  public TarWriter gnuLongLink(String target) throws IOException {
    return plain(TarEntry.ofType('K', "././@LongLink"), zeroEnded(target.getBytes(UTF_8)));
  }

  /// Bytes as they are, blocks or not.
  public TarWriter raw(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  /// Writes the two empty blocks that end an archive.
  public void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }

  /// A header and its body without any extension of it.
  TarWriter plain(TarEntry entry, byte[] body) throws IOException {
    out.write(entry.block(body.length, gnu));
    out.write(body);
    return pad(body.length);
  }

  TarWriter pad(long length) throws IOException {
    int over = (int) (length % BLOCK);
    if (over > 0) {
      out.write(new byte[BLOCK - over]);
    }
    return this;
  }

  private void writeExtensions(TarEntry entry, long length) throws IOException {
    Map<String, byte[]> records = new LinkedHashMap<>();
    if (gnu) {
      writeGnuNames(entry);
    } else {
      if (!UstarName.of(entry.nameBytes()).fits()) {
        records.put("path", entry.nameBytes());
      }
      if (entry.linkBytes().length > LINK_MAX) {
        records.put("linkpath", entry.linkBytes());
      }
      long size = entry.sizeOf(length);
      if (Long.toOctalString(size).length() > 11) {
        records.put("size", Long.toString(size).getBytes(UTF_8));
      }
    }
    records.putAll(entry.paxRecords());
    if (!records.isEmpty()) {
      plain(TarEntry.ofType('x', "PaxHeaders/entry"), paxBody(records));
    }
  }

  private void writeGnuNames(TarEntry entry) throws IOException {
    if (entry.nameBytes().length > 100) {
      plain(TarEntry.ofType('L', "././@LongLink"), zeroEnded(entry.nameBytes()));
    }
    if (entry.linkBytes().length > LINK_MAX) {
      plain(TarEntry.ofType('K', "././@LongLink"), zeroEnded(entry.linkBytes()));
    }
  }

  private static byte[] zeroEnded(byte[] text) {
    return Arrays.copyOf(text, text.length + 1);
  }

  /// The records `LENGTH KEY=VALUE\n`, where the length counts itself.
  static byte[] paxBody(Map<String, byte[]> records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    records.forEach((key, value) -> {
      int rest = key.getBytes(UTF_8).length + value.length + 3;
      int length = rest + Integer.toString(rest).length();
      length = rest + Integer.toString(length).length();
      body.writeBytes((length + " " + key + "=").getBytes(UTF_8));
      body.writeBytes(value);
      body.write('\n');
    });
    return body.toByteArray();
  }
}
