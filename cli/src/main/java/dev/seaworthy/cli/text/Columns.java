package dev.seaworthy.cli.text;

/// How many columns text takes on a terminal (Unicode Standard Annex 11: wide and full-width
/// characters take two, combining marks none), and how to cut it to fit. For text whose hidden
/// characters have been made visible.
public final class Columns {

  private static final char ELLIPSIS = '…';

  /// Pairs of first and last code point, ascending: East Asian Width W and F without the emoji,
  /// which the Java platform knows.
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2329, 0x232A, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF,
    0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60,
    0xFFE0, 0xFFE6, 0x16FE0, 0x16FE4, 0x17000, 0x18CD5, 0x1AFF0, 0x1B2FB, 0x1F200, 0x1F265, 0x20000,
    0x3FFFD,
  };

  private static final int EMOJI_SELECTOR = 0xFE0F;

  private Columns() {}

  /// The width of the text in columns.
  public static int of(String text) {
    int columns = 0;
    int last = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint == EMOJI_SELECTOR && Character.isEmoji(last) && of(last) == 1) {
        columns++;
      }
      columns += of(codePoint);
      last = codePoint;
      i += Character.charCount(codePoint);
    }
    return columns;
  }

  private static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(codePoint) || Character.isEmojiPresentation(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int codePoint) {
    int low = 0;
    int high = WIDE.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      if (codePoint < WIDE[2 * middle]) {
        high = middle - 1;
      } else if (codePoint > WIDE[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /// The text with blanks after it up to the width.
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /// The text, or its beginning with an ellipsis where it is wider.
  public static String cut(String text, int width) {
    return of(text) <= width ? text : beginning(text, width - 1) + ELLIPSIS;
  }

  /// The text, or its beginning and its end with an ellipsis between where it is wider: for paths,
  /// whose ends tell most.
  public static String cutInside(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    int endWidth = (width - 1) * 2 / 3;
    return beginning(text, width - 1 - endWidth) + ELLIPSIS + end(text, endWidth);
  }

  /// As much of the beginning as fits; a combining mark is never parted from what it stands on.
  static String beginning(String text, int width) {
    int columns = 0;
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      int next = of(codePoint);
      if (columns + next > width) {
        break;
      }
      columns += next;
      i += Character.charCount(codePoint);
    }
    return text.substring(0, i);
  }

  private static String end(String text, int width) {
    int columns = 0;
    int i = text.length();
    while (i > 0) {
      int codePoint = text.codePointBefore(i);
      int next = of(codePoint);
      if (columns + next > width) {
        break;
      }
      columns += next;
      i -= Character.charCount(codePoint);
    }
    return text.substring(i);
  }
}
