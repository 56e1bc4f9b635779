package dev.seaworthy.image.walk;

import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.image.Interest.Magic;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.NameBelow;
import dev.seaworthy.image.Interest.NameInDirectory;
import dev.seaworthy.image.Interest.Pattern;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.image.Interest.Under;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Tells for a file who of all analysers wants it: their interests compiled into two hash tables
/// (names and suffixes) that one pass over the file's name looks up, a list of directories that is
/// asked once for each directory, and a table of first bytes. Immutable; each thread matches
/// through a [PathMatching] of its own.
final class PathMatcher {

  private final int words;
  private final KeyTable<Rules> names = new KeyTable<>();
  private final KeyTable<Rules> suffixes = new KeyTable<>();
  private final List<Directory> directories = new ArrayList<>();
  private final List<Beginning> beginnings = new ArrayList<>();
  private final List<Beginning> later = new ArrayList<>();
  private final boolean[] isFirstByte = new boolean[256];
  private boolean[] isSuffixLength = new boolean[1];

  /// Everything below a directory is wanted.
  ///
  /// @param prefix without leading and with trailing slash; empty for the root
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Directory(byte[] prefix, long[] mask) {}

  /// How much of a file's beginning patterns may look at.
  static final int BEGINNING_BYTES = 512;

  /// Content that has these bytes there is wanted.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Beginning(byte[] bytes, int at, long sizeMin, long[] mask) {

    boolean fits(byte[] all, int offset, int length, long size) {
      return size >= sizeMin
          && length >= at + bytes.length
          && Arrays.equals(all, offset + at, offset + at + bytes.length, bytes, 0, bytes.length);
    }
  }

  /// What a name or its end asks for.
  static final class Rules {
    final long[] mask;
    final List<Condition> conditions = new ArrayList<>();

    Rules(int words) {
      mask = new long[words];
    }
  }

  /// What else must hold for a file of some name.
  sealed interface Condition {
    long[] mask();
  }

  /// The whole path, without leading slash.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record WholePath(byte[] path, long[] mask) implements Condition {}

  /// The parent directory's name ends so.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ParentEnds(byte[] suffix, long[] mask) implements Condition {}

  /// Some directory above has this name.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record AnyAbove(byte[] name, long[] mask) implements Condition {}

  PathMatcher(List<Interest> interests) {
    words = (interests.size() + 63) / 64;
    for (int i = 0; i < interests.size(); i++) {
      for (Pattern pattern : interests.get(i).patterns()) {
        add(pattern, i);
      }
    }
  }

  private void add(Pattern pattern, int analyser) {
    switch (pattern) {
      case ExactPath(String path) -> {
        byte[] bytes = bytes(checked(path.startsWith("/"), path).substring(1));
        byte[] name = Arrays.copyOfRange(bytes, lastSlash(bytes) + 1, bytes.length);
        rules(name).conditions.add(new WholePath(bytes, mask(analyser)));
      }
      case Name(String name) -> set(rules(bytes(name)).mask, analyser);
      case Suffix(String suffix) -> set(suffixRules(bytes(suffix)).mask, analyser);
      case Under(String directory) -> {
        boolean isWhole = directory.startsWith("/") && directory.endsWith("/");
        byte[] prefix = bytes(checked(isWhole, directory).substring(1));
        directories.add(new Directory(prefix, mask(analyser)));
      }
      case NameInDirectory(String suffix, String name) ->
          rules(bytes(name)).conditions.add(new ParentEnds(bytes(suffix), mask(analyser)));
      case NameBelow(String directory, String name) ->
          rules(bytes(name)).conditions.add(new AnyAbove(bytes(directory), mask(analyser)));
      case SuffixBelow(String directory, String suffix) ->
          suffixRules(bytes(suffix)).conditions.add(new AnyAbove(bytes(directory), mask(analyser)));
      case Magic(String text, int at, long sizeMin) -> {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int end = at + bytes.length;
        checked(bytes.length > 0 && bytes.length <= 8 && at >= 0 && end <= BEGINNING_BYTES, text);
        Beginning beginning = new Beginning(bytes, at, Math.max(sizeMin, end), mask(analyser));
        if (at == 0) {
          isFirstByte[bytes[0] & 0xff] = true;
          beginnings.add(beginning);
        } else {
          later.add(beginning);
        }
      }
    }
  }

  private Rules suffixRules(byte[] suffix) {
    checked(suffix.length > 0, "");
    if (suffix.length >= isSuffixLength.length) {
      isSuffixLength = Arrays.copyOf(isSuffixLength, suffix.length + 1);
    }
    isSuffixLength[suffix.length] = true;
    for (int i = 0; i < suffix.length; i++) {
      suffix[i] = KeyTable.lower(suffix[i]);
    }
    return suffixes.make(suffix, () -> new Rules(words));
  }

  private Rules rules(byte[] name) {
    return names.make(name, () -> new Rules(words));
  }

  private long[] mask(int analyser) {
    long[] mask = new long[words];
    set(mask, analyser);
    return mask;
  }

  private static void set(long[] mask, int analyser) {
    mask[analyser >>> 6] |= 1L << analyser;
  }

  private static String checked(boolean isFine, String text) {
    if (!isFine) {
      throw new IllegalArgumentException("not a pattern: \"" + text + "\"");
    }
    return text;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int lastSlash(byte[] path) {
    int at = path.length - 1;
    while (at >= 0 && path[at] != '/') {
      at--;
    }
    return at;
  }

  /// How many numbers a set of analysers takes, one bit each.
  int words() {
    return words;
  }

  KeyTable<Rules> names() {
    return names;
  }

  /// By lower-case suffix.
  KeyTable<Rules> suffixes() {
    return suffixes;
  }

  boolean isSuffixLength(int length) {
    return length < isSuffixLength.length && isSuffixLength[length];
  }

  List<Directory> directories() {
    return directories;
  }

  /// How large a file must be at least for its first bytes to matter.
  long beginningSizeMin() {
    return Stream.concat(beginnings.stream(), later.stream())
        .mapToLong(Beginning::sizeMin)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// Adds those who want content that begins so.
  ///
  /// @param length how many bytes are at hand: [#BEGINNING_BYTES], unless the file is shorter
  /// @param size of the whole file
  /// @return whether anyone does
  boolean matchBeginning(byte[] bytes, int offset, int length, long size, long[] wanted) {
    boolean any = false;
    if (length > 0 && isFirstByte[bytes[offset] & 0xff]) {
      any = addFitting(beginnings, bytes, offset, length, size, wanted);
    }
    return addFitting(later, bytes, offset, length, size, wanted) || any;
  }

  private static boolean addFitting(
      List<Beginning> asked, byte[] bytes, int offset, int length, long size, long[] wanted) {
    boolean any = false;
    for (Beginning beginning : asked) {
      if (beginning.fits(bytes, offset, length, size)) {
        add(wanted, beginning.mask());
        any = true;
      }
    }
    return any;
  }

  static void add(long[] wanted, long[] mask) {
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] |= mask[i];
    }
  }
}
