package dev.seaworthy.inventory.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A package header: an index of tags and the data that they point into, big-endian (rpm, "RPM V4
/// Package format", section "Header"). In a store it has no magic of its own.
final class RpmHeader {

  static final int NAME = 1000;
  static final int VERSION = 1001;
  static final int RELEASE = 1002;
  static final int EPOCH = 1003;
  static final int VENDOR = 1011;
  static final int LICENSE = 1014;
  static final int PACKAGER = 1015;
  static final int URL = 1020;
  static final int ARCH = 1022;
  static final int OLD_FILENAMES = 1027;
  static final int SOURCE_RPM = 1044;
  static final int PROVIDE_NAME = 1047;
  static final int REQUIRE_NAME = 1049;
  static final int DIR_INDEXES = 1116;
  static final int BASENAMES = 1117;
  static final int DIR_NAMES = 1118;
  static final int MODULARITY_LABEL = 5096;

  private static final int INDEX_ENTRIES_MAX = 65_536;

  /// Files of the largest packages are some 100,000.
  private static final int STRINGS_MAX = 500_000;

  private static final int INDEX_ENTRY_BYTES = 16;
  private static final int INT16 = 3;
  private static final int INT32 = 4;
  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;
  private static final int I18N_STRING = 9;

  private static final Set<Integer> STRING_TYPES = Set.of(STRING, STRING_ARRAY, I18N_STRING);
  private static final Set<Integer> INTEGER_TYPES = Set.of(INT16, INT32);

  private record Entry(int type, int offset, int count) {}

  private final byte[] bytes;
  private final int dataStart;
  private final Map<Integer, Entry> entries;

  private RpmHeader(byte[] bytes, int dataStart, Map<Integer, Entry> entries) {
    this.bytes = bytes;
    this.dataStart = dataStart;
    this.entries = entries;
  }

  /// @throws IOException when the index makes no sense
  static RpmHeader parse(byte[] bytes) throws IOException {
    if (bytes.length < 8) {
      throw new IOException("a header of %s bytes".formatted(bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int count = buffer.getInt();
    int dataBytes = buffer.getInt();
    if (count <= 0 || count > INDEX_ENTRIES_MAX || dataBytes < 0) {
      throw new IOException(
          "a header with %s entries and %s bytes of data".formatted(count, dataBytes));
    }
    long needed = 8L + (long) count * INDEX_ENTRY_BYTES + dataBytes;
    if (needed > bytes.length) {
      throw new IOException("a header needs %s bytes but has %s".formatted(needed, bytes.length));
    }
    Map<Integer, Entry> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int tag = buffer.getInt();
      int type = buffer.getInt();
      int offset = buffer.getInt();
      int items = buffer.getInt();
      if (offset >= 0 && offset < dataBytes && items > 0) {
        entries.putIfAbsent(tag, new Entry(type, offset, items));
      }
    }
    return new RpmHeader(bytes, 8 + count * INDEX_ENTRY_BYTES, entries);
  }

  /// The first string of a tag, or empty.
  String string(int tag) {
    List<String> values = strings(tag, 1);
    return values.isEmpty() ? "" : values.getFirst();
  }

  /// All strings of a tag, as many as there are in the largest packages at most.
  List<String> strings(int tag) {
    return strings(tag, STRINGS_MAX);
  }

  private List<String> strings(int tag, int most) {
    Entry entry = entries.get(tag);
    if (entry == null || !STRING_TYPES.contains(entry.type)) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    int position = dataStart + entry.offset;
    int count = entry.type == STRING ? 1 : entry.count;
    while (values.size() < Math.min(count, most) && position < bytes.length) {
      int end = position;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      values.add(new String(bytes, position, end - position, StandardCharsets.UTF_8));
      position = end + 1;
    }
    return values;
  }

  /// Whether the header has the tag.
  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /// All numbers of a tag (16 or 32 bits), as far as the data reach.
  int[] integers(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || !INTEGER_TYPES.contains(entry.type)) {
      return new int[0];
    }
    int width = entry.type == INT32 ? 4 : 2;
    int start = dataStart + entry.offset;
    int count = Math.min(entry.count, (bytes.length - start) / width);
    int[] values = new int[count];
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start, count * width);
    for (int i = 0; i < count; i++) {
      values[i] = width == 4 ? buffer.getInt() : Short.toUnsignedInt(buffer.getShort());
    }
    return values;
  }
}
