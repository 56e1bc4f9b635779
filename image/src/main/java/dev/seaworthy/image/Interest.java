package dev.seaworthy.image;

import java.util.Arrays;
import java.util.List;

/// Which files an analyser wants, as data, so that one compiled matcher answers for all analysers
/// at once. A file is wanted when any of the patterns fits.
public record Interest(List<Pattern> patterns) {

  public Interest {
    patterns = List.copyOf(patterns);
  }

  public static Interest in(Pattern... patterns) {
    return new Interest(Arrays.asList(patterns));
  }

  /// One way to want a regular file.
  public sealed interface Pattern {}

  /// This very path, beginning with `/`.
  public record ExactPath(String path) implements Pattern {}

  /// Every file of this name, wherever it lies.
  public record Name(String name) implements Pattern {}

  /// Every file whose name ends so, compared without regard to ASCII case; begins with a dot as in
  /// `.jar`.
  public record Suffix(String suffix) implements Pattern {}

  /// Every file below this directory; begins and ends with `/`.
  public record Under(String directory) implements Pattern {}

  /// Every file of this name whose parent directory's name ends so, as `METADATA` in `*.dist-info`.
  public record NameInDirectory(String directorySuffix, String name) implements Pattern {}

  /// Every file with one of these names somewhere below a directory of that name, as `package.json`
  /// below `node_modules`.
  public record NameBelow(String directoryName, String name) implements Pattern {}

  /// Every file whose name ends so, compared without regard to ASCII case, somewhere below a
  /// directory of that name, as `.json` below `conda-meta`.
  public record SuffixBelow(String directoryName, String suffix) implements Pattern {}

  /// Every file that has these bytes (at most 8, given as ISO-8859-1 text) at this place among its
  /// first 512, and is at least so long.
  ///
  /// @param offset where they begin, from 0
  public record Magic(String bytes, int offset, long sizeMin) implements Pattern {

    /// At the very beginning.
    public Magic(String bytes, long sizeMin) {
      this(bytes, 0, sizeMin);
    }
  }

  /// ELF executables and shared objects.
  public static Magic elf() {
    return new Magic("\u007fELF", 64);
  }
}
