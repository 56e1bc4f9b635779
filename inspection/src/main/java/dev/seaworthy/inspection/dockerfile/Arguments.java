package dev.seaworthy.inspection.dockerfile;

import java.util.ArrayList;
import java.util.List;

/// Parts the arguments of instructions from each other.
final class Arguments {

  private Arguments() {}

  /// A word and where it begins.
  record Word(String text, int offset) {}

  /// Flags, and where the arguments begin that follow them.
  record Flags(List<Flag> flags, int end) {}

  /// The flags at the beginning of a text: words that begin with two dashes, up to the first that
  /// doesn't, or up to `--`.
  static Flags flags(String text, char escape) {
    List<Flag> flags = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < text.length() && Blank.is(text.charAt(at))) {
        at++;
      }
      if (!text.startsWith("--", at)) {
        return new Flags(flags, at);
      }
      StringBuilder word = new StringBuilder();
      at = flag(text, at, escape, word);
      if (word.toString().equals("--")) {
        return new Flags(flags, at);
      }
      flags.add(flag(word.toString()));
    }
  }

  private static int flag(String text, int begin, char escape, StringBuilder word) {
    char quote = 0;
    int at = begin;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quote == 0 && Blank.is(c)) {
        return at;
      }
      if (c == escape) {
        at++;
        if (at < text.length()) {
          word.append(text.charAt(at));
        }
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
      at++;
    }
    return text.length();
  }

  private static Flag flag(String word) {
    int equals = word.indexOf('=');
    return equals < 0
        ? new Flag(word.substring(2), null)
        : new Flag(word.substring(2, equals), word.substring(equals + 1));
  }

  /// Words as `ENV`, `LABEL` and `ARG` part them: at white space outside of quotes, which stay.
  static List<Word> words(String text, char escape) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Blank.is(text.charAt(at))) {
        at++;
        continue;
      }
      StringBuilder word = new StringBuilder();
      int begin = at;
      at = word(text, at, escape, word);
      if (!word.isEmpty()) {
        words.add(new Word(word.toString(), begin));
      }
    }
    return words;
  }

  private static int word(String text, int begin, char escape, StringBuilder word) {
    char quote = 0;
    int at = begin;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quote == 0 && Blank.is(c)) {
        return at;
      }
      if (c == escape && quote != '\'') {
        if (at + 1 == text.length()) {
          return text.length();
        }
        word.append(c);
        at++;
        c = text.charAt(at);
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      word.append(c);
      at++;
    }
    return text.length();
  }

  /// A list's items, parted by blanks; quotes mean nothing.
  static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = endOfItem(text, at);
      items.add(text.substring(at, end));
      at = afterBlanks(text, end);
    }
    return items;
  }

  /// Where the item ends that begins here.
  static int endOfItem(String text, int begin) {
    int at = begin;
    while (at < text.length() && !Blank.parts(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Where something else begins than blanks.
  static int afterBlanks(String text, int begin) {
    int at = begin;
    while (at < text.length() && Blank.parts(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
