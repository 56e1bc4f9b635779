package dev.seaworthy.inventory.javascript;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// `bun.lockb`, the binary lock file of bun before 1.2, in its second format, as Bun 1.0 and 1.1
/// write it: a header, the packages column by column (names, hashes of names, what they resolved
/// to, …), and six arrays of which the last holds the longer texts. Everything is little-endian;
/// places count from the beginning of the file.
final class BunBinaryLock {

  private static final byte[] MAGIC =
      "#!/usr/bin/env bun\nbun-lockfile-format-v0\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 2;
  private static final int HASH_BYTES = 32;
  private static final int LENGTH_BYTES = 8;
  private static final int ARRAYS = 6;
  private static final int TEXT_BYTES = 8;
  private static final int NAME_HASH_BYTES = 8;

  /// A tag, padding to eight bytes, and what the tag says; of a package of a registry an address,
  /// three numbers, padding, and two texts with their hashes.
  private static final int RESOLUTION_BYTES = 64;

  /// Names and versions are shorter; many packages may claim the same long text.
  private static final int TEXT_BYTES_MAX = 4_096;

  private static final int TAG_NPM = 2;
  private static final int MAJOR_AT = 16;
  private static final int MINOR_AT = 20;
  private static final int PATCH_AT = 24;
  private static final int PRERELEASE_AT = 32;
  private static final int BUILD_AT = 48;

  private final ByteBuffer file;
  private int textsStart;
  private int textsEnd;

  private BunBinaryLock(byte[] bytes) {
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Cataloger cataloger() {
    return new LockFileCataloger(
        new AnalyserId("bun-lockb", 1),
        Interest.in(new Name("bun.lockb")),
        new Coverage(
            "Node packages (bun's binary lock file)",
            "`bun.lockb` (format 2, of bun 1.0 and 1.1)",
            "every locked package of a registry",
            "which of the packages were really installed; folders, checkouts and archives that were"
                + " locked; other formats, which are told as gaps"),
        "bun.lockb",
        true,
        BunBinaryLock::read);
  }

  private static void read(FileRecord record, FileContent content, Told told) throws IOException {
    try {
      new BunBinaryLock(content.bytes()).tell(told);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IOException("bun.lockb: it ends before what its header speaks of", e);
    }
  }

  private void tell(Told told) throws IOException {
    byte[] start = new byte[MAGIC.length];
    file.get(0, start);
    int format = file.getInt(MAGIC.length);
    if (!Arrays.equals(start, MAGIC) || format != FORMAT) {
      throw new IOException("bun.lockb: not of the format %s that is read".formatted(FORMAT));
    }
    int header = MAGIC.length + Integer.BYTES + HASH_BYTES + LENGTH_BYTES;
    int packages = number(header);
    // Behind the count stand the alignment and how many columns there are.
    int columns = number(header + 3 * Long.BYTES);
    int end = number(header + 4 * Long.BYTES);
    int resolutions =
        Math.addExact(columns, Math.multiplyExact(packages, TEXT_BYTES + NAME_HASH_BYTES));
    int resolutionsEnd = Math.addExact(resolutions, Math.multiplyExact(packages, RESOLUTION_BYTES));
    if (end < resolutionsEnd || end > file.limit()) {
      throw new IOException("bun.lockb: %s packages don't fit into their part".formatted(packages));
    }
    findTexts(end);
    for (int i = 0; i < packages; i++) {
      int resolution = resolutions + i * RESOLUTION_BYTES;
      if (file.get(resolution) == TAG_NPM) {
        told.component(
            NodeLockFileCatalogers.builder(text(columns + i * TEXT_BYTES), version(resolution)));
      }
    }
  }

  /// Each array begins with where its content begins and ends.
  private void findTexts(int start) throws IOException {
    int at = start;
    for (int i = 0; i < ARRAYS; i++) {
      textsStart = number(at);
      textsEnd = number(at + Long.BYTES);
      if (textsStart < at || textsEnd < textsStart || textsEnd > file.limit()) {
        throw new IOException("bun.lockb: array %s makes no sense".formatted(i));
      }
      at = textsEnd;
    }
  }

  private String version(int resolution) throws IOException {
    String prerelease = text(resolution + PRERELEASE_AT);
    String build = text(resolution + BUILD_AT);
    return "%s.%s.%s%s%s"
        .formatted(
            Integer.toUnsignedString(file.getInt(resolution + MAJOR_AT)),
            Integer.toUnsignedString(file.getInt(resolution + MINOR_AT)),
            Integer.toUnsignedString(file.getInt(resolution + PATCH_AT)),
            prerelease.isEmpty() ? "" : "-" + prerelease,
            build.isEmpty() ? "" : "+" + build);
  }

  /// Up to eight bytes stand in place; the place of more, with the highest bit set.
  private String text(int at) throws IOException {
    byte[] inPlace = new byte[TEXT_BYTES];
    file.get(at, inPlace);
    if (inPlace[TEXT_BYTES - 1] >= 0) {
      int length = 0;
      while (length < TEXT_BYTES && inPlace[length] != 0) {
        length++;
      }
      return new String(inPlace, 0, length, StandardCharsets.UTF_8);
    }
    int offset = file.getInt(at);
    int length = file.getInt(at + Integer.BYTES) & Integer.MAX_VALUE;
    if (offset < 0 || offset > textsEnd - textsStart || length > textsEnd - textsStart - offset) {
      throw new IOException("bun.lockb: a text lies outside of the texts");
    }
    if (length > TEXT_BYTES_MAX) {
      throw new IOException(
          "bun.lockb: a text has %s bytes; at most %s are read".formatted(length, TEXT_BYTES_MAX));
    }
    byte[] text = new byte[length];
    file.get(textsStart + offset, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private int number(int at) {
    return Math.toIntExact(file.getLong(at));
  }
}
