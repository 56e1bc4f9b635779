package dev.seaworthy.inspection.dockerfile;

import java.util.ArrayList;
import java.util.List;

/// A text that was put together from lines of a file, and knows which character came from which
/// line.
public final class SourceText {

  private final String text;
  private final int[] begins;
  private final int[] lines;

  private SourceText(String text, int[] begins, int[] lines) {
    this.text = text;
    this.begins = begins;
    this.lines = lines;
  }

  /// Lines that follow each other in the file.
  ///
  /// @param text with its line feeds
  /// @param firstLine of its first character, counted from 1
  public static SourceText ofLines(String text, int firstLine) {
    Builder builder = new Builder();
    int begin = 0;
    int line = firstLine;
    while (begin < text.length()) {
      int feed = text.indexOf('\n', begin);
      int end = feed < 0 ? text.length() : feed + 1;
      builder.add(text.substring(begin, end), line);
      begin = end;
      line++;
    }
    return builder.build(firstLine);
  }

  /// Adds pieces of lines, one after the other.
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<int[]> pieces = new ArrayList<>();

    void add(String piece, int line) {
      if (!piece.isEmpty()) {
        pieces.add(new int[] {text.length(), line});
        text.append(piece);
      }
    }

    int length() {
      return text.length();
    }

    /// @param line where an empty text stands
    SourceText build(int line) {
      if (pieces.isEmpty()) {
        pieces.add(new int[] {0, line});
      }
      return new SourceText(
          text.toString(),
          pieces.stream().mapToInt(piece -> piece[0]).toArray(),
          pieces.stream().mapToInt(piece -> piece[1]).toArray());
    }
  }

  public String text() {
    return text;
  }

  public boolean isBlank() {
    return text.isBlank();
  }

  /// The line, counted from 1, that the character at this offset stands in; the last one's for
  /// offsets beyond the end.
  public int lineAt(int offset) {
    return lines[piece(offset)];
  }

  private int piece(int offset) {
    int low = 0;
    int high = begins.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (begins[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The part from an offset on up to another.
  public SourceText part(int from, int to) {
    Builder builder = new Builder();
    for (int i = piece(from); i < begins.length && begins[i] < to; i++) {
      int begin = Math.max(begins[i], from);
      int end = Math.min(i + 1 < begins.length ? begins[i + 1] : text.length(), to);
      if (begin < end) {
        builder.add(text.substring(begin, end), lines[i]);
      }
    }
    return builder.build(lineAt(from));
  }

  /// Without the white space around it.
  public SourceText stripped() {
    int begin = 0;
    int end = text.length();
    while (begin < end && Blank.is(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && Blank.is(text.charAt(end - 1))) {
      end--;
    }
    return part(begin, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceText that
        && text.equals(that.text)
        && java.util.Arrays.equals(begins, that.begins)
        && java.util.Arrays.equals(lines, that.lines);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
