package dev.seaworthy.inventory.classifier;

import java.util.ArrayDeque;
import java.util.Deque;

/// Reads an expression of the kind that classifiers are written in, and finds the longest text that
/// must stand in whatever it fits, so that a scan can look for that alone.
///
/// The kind is small on purpose: literals, `[classes]`, `.`, groups `(?:…)` and `(?<name>…)`,
/// alternatives inside groups, and possessive quantifiers (`?+`, `*+`, `++`, `{m,n}+`). Possessive
/// ones give nothing back, so that no input makes an expression backtrack. `\0` is a zero byte,
/// `\n` a line's end, `\xNN` any byte; before a sign `\` takes away its meaning.
final class PatternReader {

  private static final int ANCHOR_MIN = 2;
  private static final String SIGNS = "?*+{";

  /// A group that is open.
  private static final class Group {
    final String runBefore;
    final String bestBefore;
    boolean hasAlternatives;

    Group(String runBefore, String bestBefore) {
      this.runBefore = runBefore;
      this.bestBefore = bestBefore;
    }
  }

  private final String source;
  private final StringBuilder expression = new StringBuilder();
  private final Deque<Group> groups = new ArrayDeque<>();
  private int at;
  private String run = "";
  private String best = "";

  private PatternReader(String source) {
    this.source = source;
  }

  /// @throws IllegalStateException when it isn't of this kind; classifiers are our own data
  static PatternReader read(String source) {
    PatternReader reader = new PatternReader(source);
    while (reader.at < source.length()) {
      reader.item();
    }
    if (!reader.groups.isEmpty()) {
      throw reader.refusal("a group isn't closed");
    }
    reader.endRun();
    return reader;
  }

  /// As `java.util.regex` has it.
  String expression() {
    return expression.toString();
  }

  /// The longest literal, the first among equals; empty when there is none of two bytes.
  String anchor() {
    return best.length() < ANCHOR_MIN ? "" : best;
  }

  private void item() {
    char c = source.charAt(at);
    switch (c) {
      case '(' -> open();
      case ')' -> close();
      case '|' -> alternative();
      case '[' -> characterClass();
      case '.' -> {
        at++;
        endRun();
        expression.append("[\\x00-\\xff]");
        quantifier();
      }
      case '\\' -> literal(escaped());
      default -> {
        if ((SIGNS + "]}^$").indexOf(c) >= 0) {
          throw refusal("unexpected " + c);
        }
        at++;
        literal(c);
      }
    }
  }

  private void literal(char value) {
    expression.append("\\x%s".formatted(hex(value)));
    if (quantifier()) {
      endRun();
    } else {
      run += value;
    }
  }

  private static String hex(char value) {
    String hex = Integer.toHexString(value);
    return hex.length() < 2 ? "0" + hex : hex;
  }

  private char escaped() {
    if (at + 1 >= source.length()) {
      throw refusal("\\ ends it");
    }
    char c = source.charAt(at + 1);
    at += 2;
    if (c == 'x') {
      at += 2;
      return (char) Integer.parseInt(source, at - 2, at, 16);
    }
    if (c == '0') {
      return 0;
    }
    if (c == 'n') {
      return '\n';
    }
    if (Character.isLetterOrDigit(c)) {
      throw refusal("\\" + c + " means nothing here");
    }
    return c;
  }

  private void characterClass() {
    endRun();
    expression.append('[');
    at++;
    while (at < source.length() && source.charAt(at) != ']') {
      char c = source.charAt(at);
      if (c == '\\') {
        expression.append("\\x%s".formatted(hex(escaped())));
      } else if (c == '[' || c == '&') {
        throw refusal(c + " in a class");
      } else {
        expression.append(c);
        at++;
      }
    }
    expression.append(']');
    at++;
    quantifier();
  }

  private void open() {
    int end = source.startsWith("(?:", at) ? at + 3 : source.indexOf('>', at) + 1;
    if (!source.startsWith("(?:", at) && !source.startsWith("(?<", at)) {
      throw refusal("a group begins with (?: or (?<name>");
    }
    groups.push(new Group(run, best));
    expression.append(source, at, end);
    at = end;
  }

  private void close() {
    if (groups.isEmpty()) {
      throw refusal("a group ends that none began");
    }
    Group group = groups.pop();
    expression.append(')');
    at++;
    if (quantifier() || group.hasAlternatives) {
      // What stands inside may be absent; what stood before it may not.
      best = longer(group.bestBefore, group.runBefore);
      run = "";
    }
  }

  private void alternative() {
    if (groups.isEmpty()) {
      throw refusal("alternatives stand inside groups");
    }
    groups.element().hasAlternatives = true;
    endRun();
    expression.append('|');
    at++;
  }

  private boolean quantifier() {
    if (at >= source.length() || SIGNS.indexOf(source.charAt(at)) < 0) {
      return false;
    }
    int end = source.charAt(at) == '{' ? source.indexOf('}', at) + 1 : at + 1;
    if (end <= 0 || !source.startsWith("+", end)) {
      throw refusal("a quantifier isn't possessive");
    }
    expression.append(source, at, end + 1);
    at = end + 1;
    return true;
  }

  private void endRun() {
    best = longer(best, run);
    run = "";
  }

  private static String longer(String first, String second) {
    return second.length() > first.length() ? second : first;
  }

  private IllegalStateException refusal(String why) {
    return new IllegalStateException(
        "the pattern \"%s\", position %s: %s".formatted(source, at, why));
  }
}
