package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The header of one tar entry. Every field can be set to what no honest archiver would write.
///
/// Names are bytes, since images hold names that are no text; sizes in bytes, times in seconds
/// since 1970.
public final class TarEntry {
  private final char type;
  private byte[] name;
  private byte[] link = new byte[0];
  private int mode;
  private long user;
  private long group;
  private long modified;
  private int major;
  private int minor;
  private long claimedSize = -1;
  private boolean checksumBroken;
  private final Map<String, byte[]> pax = new LinkedHashMap<>();
  private final Map<Integer, byte[]> patches = new TreeMap<>();

  private TarEntry(char type, byte[] name, int mode) {
    this.type = type;
    this.name = name;
    this.mode = mode;
  }

  /// A regular file with mode 0644.
  public static TarEntry file(String name) {
    return new TarEntry('0', name.getBytes(UTF_8), 0644);
  }

  /// A directory with mode 0755; a missing slash is added to the name.
  public static TarEntry directory(String name) {
    return new TarEntry('5', (name.endsWith("/") ? name : name + "/").getBytes(UTF_8), 0755);
  }

  public static TarEntry symlink(String name, String target) {
    return new TarEntry('2', name.getBytes(UTF_8), 0777).link(target);
  }

  public static TarEntry hardLink(String name, String target) {
    return new TarEntry('1', name.getBytes(UTF_8), 0644).link(target);
  }

  public static TarEntry characterDevice(String name, int major, int minor) {
    TarEntry entry = new TarEntry('3', name.getBytes(UTF_8), 0666);
    entry.major = major;
    entry.minor = minor;
    return entry;
  }

  public static TarEntry fifo(String name) {
    return new TarEntry('6', name.getBytes(UTF_8), 0644);
  }

  /// An entry of any type flag, known or not.
  public static TarEntry ofType(char type, String name) {
    return new TarEntry(type, name.getBytes(UTF_8), 0644);
  }

  /// Takes bytes that need be no UTF-8 as the name.
  public TarEntry name(byte[] bytes) {
    name = bytes.clone();
    return this;
  }

  public TarEntry link(String target) {
    link = target.getBytes(UTF_8);
    return this;
  }

  public TarEntry mode(int bits) {
    mode = bits;
    return this;
  }

  public TarEntry owner(long user, long group) {
    this.user = user;
    this.group = group;
    return this;
  }

  public TarEntry modified(long epochSecond) {
    modified = epochSecond;
    return this;
  }

  /// An extended attribute, such as `security.capability`, as GNU tar stores it.
  public TarEntry attribute(String attribute, byte[] value) {
    pax.put("SCHILY.xattr." + attribute, value.clone());
    return this;
  }

  /// A PAX record of this entry; a record of an own field, such as `path`, beats the field.
  public TarEntry pax(String key, String value) {
    pax.put(key, value.getBytes(UTF_8));
    return this;
  }

  /// The size that the header speaks of, whatever the body's length is.
  public TarEntry claimingSize(long bytes) {
    claimedSize = bytes;
    return this;
  }

  /// Overwrites bytes of the header block; the checksum still fits.
  ///
  /// @param offset from 0 to 511
  public TarEntry patched(int offset, byte[] bytes) {
    patches.put(offset, bytes.clone());
    return this;
  }

  /// Overwrites bytes of the header block; the checksum still fits.
  public TarEntry patched(int offset, String ascii) {
    return patched(offset, ascii.getBytes(UTF_8));
  }

  /// Leaves a checksum that doesn't fit.
  public TarEntry withBrokenChecksum() {
    checksumBroken = true;
    return this;
  }

  char type() {
    return type;
  }

  byte[] nameBytes() {
    return name;
  }

  byte[] linkBytes() {
    return link;
  }

  Map<String, byte[]> paxRecords() {
    return pax;
  }

  long sizeOf(long bodyLength) {
    return claimedSize < 0 ? bodyLength : claimedSize;
  }

  /// The header block with as much of the names as it holds.
  byte[] block(long bodyLength, boolean gnu) {
    byte[] block = new byte[TarWriter.BLOCK];
    UstarName split = UstarName.of(name);
    put(block, 0, gnu ? name : split.name(), 100);
    number(block, 100, 8, mode);
    number(block, 108, 8, user);
    number(block, 116, 8, group);
    number(block, 124, 12, sizeOf(bodyLength));
    number(block, 136, 12, modified);
    block[156] = (byte) type;
    put(block, 157, link, 100);
    put(block, 257, (gnu ? "ustar  \0" : "ustar\00000").getBytes(UTF_8), 8);
    number(block, 329, 8, major);
    number(block, 337, 8, minor);
    if (!gnu) {
      put(block, 345, split.prefix(), 155);
    }
    patches.forEach((offset, bytes) -> put(block, offset, bytes, bytes.length));
    sign(block, checksumBroken);
    return block;
  }

  /// Writes a number in octal, or in base 256 where that is too short.
  static void number(byte[] block, int offset, int width, long value) {
    String octal = Long.toOctalString(value);
    if (value >= 0 && octal.length() < width) {
      put(block, offset, ("0".repeat(width - 1 - octal.length()) + octal).getBytes(UTF_8), width);
      return;
    }
    long rest = value;
    for (int i = width - 1; i >= 0; i--) {
      block[offset + i] = (byte) rest;
      rest >>= 8;
    }
    block[offset] = (byte) (value < 0 ? 0xff : 0x80);
  }

  static void sign(byte[] block, boolean wrongly) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = wrongly ? 1 : 0;
    for (byte value : block) {
      sum += value & 0xff;
    }
    put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(UTF_8), 8);
  }

  private static void put(byte[] block, int offset, byte[] bytes, int width) {
    System.arraycopy(bytes, 0, block, offset, Math.min(bytes.length, width));
  }
}
