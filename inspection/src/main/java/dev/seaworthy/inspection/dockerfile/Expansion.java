package dev.seaworthy.inspection.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts values for variables and takes quotes away, as BuildKit does in the arguments of all
/// instructions but commands (Dockerfile reference, "Environment replacement").
public final class Expansion {

  private static final int CHARS_MAX = 64 << 10;
  private static final int DEPTH_MAX = 64;
  private static final int PATTERN_VALUE_CHARS_MAX = 256;
  private static final char END = '\uFFFF';

  /// What came of it.
  public sealed interface Outcome {

    /// The text, or nothing.
    default Optional<String> known() {
      return this instanceof Expanded expanded && expanded.missing().isEmpty()
          ? Optional.of(expanded.text())
          : Optional.empty();
    }
  }

  /// @param text with values and without quotes
  /// @param words the same, parted at white space that was not quoted
  /// @param missing the variables that were needed and have no known value
  public record Expanded(String text, List<String> words, Set<String> missing) implements Outcome {
    public Expanded {
      words = List.copyOf(words);
      missing = Set.copyOf(missing);
    }
  }

  /// @param problem what is wrong, for people
  public record Malformed(String problem) implements Outcome {}

  /// What stays in the text as it is.
  private record Manner(boolean keepsQuotes, boolean keepsEscapes, boolean keepsMissing) {}

  private static final class BadSubstitution extends Exception {
    private static final long serialVersionUID = 1L;

    BadSubstitution(String message) {
      super(message, null, false, false);
    }
  }

  private final String text;
  private final char escape;
  private final Variables variables;
  private final Manner manner;
  private final Set<String> missing = new LinkedHashSet<>();
  private int at;
  private int depth;

  private Expansion(String text, char escape, Variables variables, Manner manner) {
    this.text = text;
    this.escape = escape;
    this.variables = variables;
    this.manner = manner;
  }

  /// Puts values for the variables of a text.
  ///
  /// @param escape the file's escape character
  public static Outcome of(String text, char escape, Variables variables) {
    return new Expansion(text, escape, variables, new Manner(false, false, false)).outcome();
  }

  /// The words of a text, with quotes, escapes and variables still in them; none where its quotes
  /// don't fit.
  static List<String> rawWords(String text) {
    return words(text, new Manner(true, true, true));
  }

  /// The words of a text, without quotes.
  static List<String> plainWords(String text) {
    return words(text, new Manner(false, false, true));
  }

  /// The words of a text, with quotes but without escapes.
  static List<String> quotedWords(String text) {
    return words(text, new Manner(true, false, true));
  }

  private static List<String> words(String text, Manner manner) {
    return new Expansion(text, '\\', Variables.NONE, manner).outcome() instanceof Expanded expanded
        ? expanded.words()
        : List.of();
  }

  private Outcome outcome() {
    try {
      Words words = new Words();
      String result = until(END, manner.keepsEscapes(), words);
      return new Expanded(result, words.finished(), missing);
    } catch (BadSubstitution e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
  }

  /// Words as they grow.
  private static final class Words {
    private final List<String> all = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    void quoted(String more) {
      word.append(more);
    }

    void plain(String more) {
      for (int i = 0; i < more.length(); i++) {
        char c = more.charAt(i);
        if (Blank.is(c)) {
          end();
        } else {
          word.append(c);
        }
      }
    }

    private void end() {
      if (!word.isEmpty()) {
        all.add(word.toString());
        word.setLength(0);
      }
    }

    List<String> finished() {
      end();
      return all;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private String until(char stop, boolean keepsEscapes, Words words) throws BadSubstitution {
    StringBuilder result = new StringBuilder();
    while (at < text.length()) {
      char c = peek();
      if (c == stop && stop != END) {
        at++;
        return result.toString();
      }
      if (c == '$') {
        String value = dollar();
        result.append(value);
        words.plain(value);
      } else if (c == '\'' || c == '"') {
        String quoted = c == '"' ? doubleQuoted(keepsEscapes) : singleQuoted();
        result.append(quoted);
        words.quoted(quoted);
      } else if (c == '<') {
        String redirect = redirect();
        result.append(redirect);
        words.quoted(redirect);
      } else if (c == escape) {
        String kept = escaped(keepsEscapes);
        result.append(kept);
        words.quoted(kept);
      } else {
        at++;
        result.append(c);
        words.plain(String.valueOf(c));
      }
      if (result.length() > CHARS_MAX) {
        throw new BadSubstitution("the text grows beyond " + CHARS_MAX + " characters");
      }
    }
    if (stop != END) {
      throw new BadSubstitution("a ${ has no closing }");
    }
    return result.toString();
  }

  /// A heredoc's `<<` and its name are one word, even where blanks part them.
  private String redirect() {
    int begin = at;
    at++;
    if (peek() == '<') {
      at++;
      while (peek() == ' ' || peek() == '\t') {
        at++;
      }
    }
    return text.substring(begin, at);
  }

  private String escaped(boolean keepsEscapes) {
    at++;
    String kept = keepsEscapes ? String.valueOf(escape) : "";
    if (at < text.length()) {
      kept += text.charAt(at);
      at++;
    }
    return kept;
  }

  private String singleQuoted() throws BadSubstitution {
    int close = text.indexOf('\'', at + 1);
    if (close < 0) {
      throw new BadSubstitution("a ' has no closing '");
    }
    String inside = text.substring(at + 1, close);
    at = close + 1;
    return manner.keepsQuotes() ? "'" + inside + "'" : inside;
  }

  private String doubleQuoted(boolean keepsEscapes) throws BadSubstitution {
    at++;
    StringBuilder result = new StringBuilder(manner.keepsQuotes() ? "\"" : "");
    while (at < text.length()) {
      char c = peek();
      if (c == '"') {
        at++;
        return result.append(manner.keepsQuotes() ? "\"" : "").toString();
      }
      if (c == '$') {
        result.append(dollar());
      } else {
        at++;
        if (c == escape) {
          result.append(keepsEscapes ? String.valueOf(escape) : "");
          char next = peek();
          if (next == '"' || next == '$' || next == escape) {
            c = next;
            at++;
          }
        }
        result.append(c);
      }
      if (result.length() > CHARS_MAX) {
        throw new BadSubstitution("the text grows beyond " + CHARS_MAX + " characters");
      }
    }
    throw new BadSubstitution("a \" has no closing \"");
  }

  private String dollar() throws BadSubstitution {
    at++;
    if (peek() != '{') {
      String name = name();
      return name.isEmpty() ? "$" : value(name, "$" + name);
    }
    at++;
    if (++depth > DEPTH_MAX) {
      throw new BadSubstitution("variables lie more than " + DEPTH_MAX + " deep in each other");
    }
    String value = braced();
    depth--;
    return value;
  }

  private String value(String name, String written) {
    Optional<String> value = variables.value(name);
    if (value.isEmpty()) {
      missing.add(name);
    }
    return value.orElse(manner.keepsMissing() ? written : "");
  }

  private String braced() throws BadSubstitution {
    char first = peek();
    if (at >= text.length()) {
      throw new BadSubstitution("a ${ has no closing }");
    }
    if (first == '{' || first == '}' || first == ':') {
      throw new BadSubstitution("after ${ stands no name");
    }
    String name = name();
    char operator = peek();
    at++;
    boolean isEmptyUnset = operator == ':';
    if (isEmptyUnset) {
      operator = peek();
      at++;
    }
    if (isEmptyUnset && "-+?".indexOf(operator) < 0) {
      throw new BadSubstitution("after ${" + name + ": stands no operator that BuildKit knows");
    }
    return switch (operator) {
      case '}' -> value(name, "${" + name + "}");
      case '-', '+', '?' -> conditional(name, operator, isEmptyUnset);
      case '#', '%' -> trimmed(name, operator);
      case '/' -> replaced(name);
      default ->
          throw new BadSubstitution(
              "${" + name + " is followed by neither } nor an operator that BuildKit knows");
    };
  }

  private String conditional(String name, char operator, boolean isEmptyUnset)
      throws BadSubstitution {
    String word = until('}', false, new Words());
    Optional<String> value = variables.value(name);
    boolean isSet = value.isPresent() && !(isEmptyUnset && value.get().isEmpty());
    if (value.isEmpty() && manner.keepsMissing()) {
      return "${" + name + (isEmptyUnset ? ":" : "") + operator + word + "}";
    }
    return switch (operator) {
      case '-' -> isSet ? value.orElse("") : word;
      case '+' -> isSet ? word : "";
      default -> {
        if (!isSet) {
          missing.add(name);
        }
        yield value.orElse("");
      }
    };
  }

  private String trimmed(String name, char operator) throws BadSubstitution {
    boolean isLongest = peek() == operator;
    at += isLongest ? 1 : 0;
    String pattern = until('}', true, new Words());
    String value = value(name, "${" + name + operator + pattern + "}");
    Glob glob = glob(pattern, value);
    if (operator == '#') {
      return value.substring(Math.max(0, glob.end(value, 0, isLongest)));
    }
    int length = value.length();
    for (int i = 0; i <= length; i++) {
      int begin = isLongest ? i : length - i;
      if (glob.fits(value.substring(begin))) {
        return value.substring(0, begin);
      }
    }
    return value;
  }

  private String replaced(String name) throws BadSubstitution {
    boolean isEach = peek() == '/';
    at += isEach ? 1 : 0;
    String pattern = until('/', true, new Words());
    String replacement = until('}', true, new Words());
    String value = value(name, "${" + name + "/" + pattern + "/" + replacement + "}");
    Glob glob = glob(pattern, value);
    StringBuilder result = new StringBuilder();
    int i = 0;
    boolean isDone = false;
    while (i < value.length()) {
      int end = isDone ? -1 : glob.end(value, i, true);
      if (end > i) {
        result.append(replacement);
        i = end;
        isDone = !isEach;
      } else {
        result.append(value.charAt(i));
        i++;
      }
      if (result.length() > CHARS_MAX) {
        throw new BadSubstitution("the text grows beyond " + CHARS_MAX + " characters");
      }
    }
    return result.toString();
  }

  private static Glob glob(String pattern, String value) throws BadSubstitution {
    if (pattern.length() > Glob.CHARS_MAX || value.length() > PATTERN_VALUE_CHARS_MAX) {
      throw new BadSubstitution("a pattern or its variable's value is too long to be tried");
    }
    return new Glob(pattern);
  }

  /// Letters, digits and `_`; or digits alone; or one of the shell's special parameters.
  private String name() {
    int begin = at;
    char first = peek();
    if (at < text.length() && "@*#?-$!".indexOf(first) >= 0) {
      at++;
    } else if (Character.isDigit(first)) {
      while (at < text.length() && Character.isDigit(peek())) {
        at++;
      }
    } else {
      while (at < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
        at++;
      }
    }
    return text.substring(begin, at);
  }
}
