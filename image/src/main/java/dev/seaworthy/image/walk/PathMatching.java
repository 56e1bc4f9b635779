package dev.seaworthy.image.walk;

import java.util.Arrays;

/// One thread's use of a [PathMatcher]: keeps what it knows of the last directory, since files of a
/// directory come one after the other.
final class PathMatching {

  private final PathMatcher matcher;
  private final long[] wanted;
  private final long[] directoryMask;
  private byte[] lastDirectory = new byte[256];
  private int lastLength = -1;
  private boolean isDirectoryWanted;

  PathMatching(PathMatcher matcher) {
    this.matcher = matcher;
    this.wanted = new long[matcher.words()];
    this.directoryMask = new long[matcher.words()];
  }

  /// Those who want the file, one bit each; valid until the next match.
  long[] wanted() {
    return wanted;
  }

  /// Asks for a path.
  ///
  /// @param path normalised, without leading slash
  /// @param nameStart where the last part begins
  /// @return whether anyone wants it
  boolean match(byte[] path, int nameStart, int length) {
    Arrays.fill(wanted, 0);
    boolean any = matchDirectory(path, nameStart);
    int hash = KeyTable.HASH_START;
    int folded = KeyTable.HASH_START;
    for (int at = length - 1; at >= nameStart; at--) {
      hash = KeyTable.hash(hash, path[at]);
      folded = KeyTable.hash(folded, KeyTable.lower(path[at]));
      int own = length - at;
      if (matcher.isSuffixLength(own)) {
        PathMatcher.Rules rules = matcher.suffixes().find(folded, path, at, own, true);
        if (rules != null) {
          any |= matchRules(rules, path, nameStart, length);
        }
      }
    }
    PathMatcher.Rules rules =
        matcher.names().find(hash, path, nameStart, length - nameStart, false);
    if (rules != null) {
      any |= matchRules(rules, path, nameStart, length);
    }
    return any;
  }

  /// Asks for content that begins so, and adds to what [#match] found.
  boolean matchBeginning(byte[] bytes, int offset, int length, long size) {
    return matcher.matchBeginning(bytes, offset, length, size, wanted);
  }

  private boolean matchDirectory(byte[] path, int nameStart) {
    boolean isSame =
        nameStart == lastLength && Arrays.equals(path, 0, nameStart, lastDirectory, 0, nameStart);
    if (!isSame) {
      if (lastDirectory.length < nameStart) {
        lastDirectory = new byte[nameStart * 2];
      }
      System.arraycopy(path, 0, lastDirectory, 0, nameStart);
      lastLength = nameStart;
      isDirectoryWanted = false;
      Arrays.fill(directoryMask, 0);
      for (PathMatcher.Directory directory : matcher.directories()) {
        byte[] prefix = directory.prefix();
        if (prefix.length <= nameStart
            && Arrays.equals(path, 0, prefix.length, prefix, 0, prefix.length)) {
          PathMatcher.add(directoryMask, directory.mask());
          isDirectoryWanted = true;
        }
      }
    }
    if (isDirectoryWanted) {
      PathMatcher.add(wanted, directoryMask);
    }
    return isDirectoryWanted;
  }

  private boolean matchRules(PathMatcher.Rules rules, byte[] path, int nameStart, int length) {
    boolean any = false;
    for (long word : rules.mask) {
      any |= word != 0;
    }
    PathMatcher.add(wanted, rules.mask);
    for (PathMatcher.Condition condition : rules.conditions) {
      if (holds(condition, path, nameStart, length)) {
        PathMatcher.add(wanted, condition.mask());
        any = true;
      }
    }
    return any;
  }

  private static boolean holds(
      PathMatcher.Condition condition, byte[] path, int nameStart, int length) {
    return switch (condition) {
      case PathMatcher.WholePath(byte[] whole, long[] _) ->
          Arrays.equals(path, 0, length, whole, 0, whole.length);
      case PathMatcher.ParentEnds(byte[] suffix, long[] _) ->
          nameStart > suffix.length
              && Arrays.equals(
                  path, nameStart - 1 - suffix.length, nameStart - 1, suffix, 0, suffix.length)
              && parentIsLonger(path, nameStart, suffix.length);
      case PathMatcher.AnyAbove(byte[] name, long[] _) -> isAbove(path, nameStart, name);
    };
  }

  /// The suffix may be the whole name of the parent but must not reach into the grandparent's.
  private static boolean parentIsLonger(byte[] path, int nameStart, int suffix) {
    for (int at = nameStart - 1 - suffix; at < nameStart - 1; at++) {
      if (path[at] == '/') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAbove(byte[] path, int nameStart, byte[] name) {
    int from = 0;
    for (int at = 0; at < nameStart; at++) {
      if (path[at] == '/') {
        if (Arrays.equals(path, from, at, name, 0, name.length)) {
          return true;
        }
        from = at + 1;
      }
    }
    return false;
  }
}
