package dev.seaworthy.inspection.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a shell's command assigns to names: `NAME=value`, `--password value`,
/// `--token=value`, `-Dname=value`. Takes time in proportion to the text's length, whatever it
/// holds.
final class CommandText {

  /// What a name says stands at its end.
  private static final int NAME_MAX = 64;

  private static final int VALUE_MAX = 300;
  private static final String ENDS_PLAIN = "\"'|;&";

  /// An option whose value is the next word.
  private static final Pattern OPTION =
      Pattern.compile("(?<![\\w-])--([A-Za-z][A-Za-z-]{0,60}+)\\s{1,60}+");

  /// Told of each assignment.
  @FunctionalInterface
  interface Sink {
    /// @param value without quotes
    /// @param start where it begins in the text
    void assigned(String name, String value, int start);
  }

  private CommandText() {}

  static void read(String text, Sink sink) {
    for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
      int start = at;
      while (start > 0 && at - start < NAME_MAX && isInName(text.charAt(start - 1))) {
        start--;
      }
      boolean isVariable = start > 0 && text.charAt(start - 1) == '$';
      if (start < at && !isVariable) {
        tell(text.substring(start, at), text, at + 1, sink);
      }
    }
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      tell(option.group(1), text, option.end(), sink);
    }
  }

  private static void tell(String name, String text, int at, Sink sink) {
    if (at >= text.length()) {
      return;
    }
    char quote = text.charAt(at);
    boolean isQuoted = quote == '"' || quote == '\'';
    int start = isQuoted ? at + 1 : at;
    int stop = Math.min(text.length(), start + VALUE_MAX);
    int end = start;
    while (end < stop && !ends(text.charAt(end), isQuoted, quote)) {
      end++;
    }
    boolean isWhole = !isQuoted || (end < text.length() && text.charAt(end) == quote);
    if (isWhole && end > start) {
      sink.assigned(name, text.substring(start, end), start);
    }
  }

  private static boolean ends(char unit, boolean isQuoted, char quote) {
    return isQuoted
        ? unit == quote || unit == '\n'
        : Character.isWhitespace(unit) || ENDS_PLAIN.indexOf(unit) >= 0;
  }

  private static boolean isInName(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || unit == '_'
        || unit == '.'
        || unit == '-';
  }
}
