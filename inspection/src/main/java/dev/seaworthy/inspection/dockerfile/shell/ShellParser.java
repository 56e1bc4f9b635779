package dev.seaworthy.inspection.dockerfile.shell;

import dev.seaworthy.inspection.dockerfile.SourceText;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Takes a script apart as a POSIX shell would (POSIX.1-2024, "Shell Command Language"), as far as
/// telling which programs are called with which words needs it. Whatever the script is, something
/// comes of it: what does not fit the grammar is read on.
public final class ShellParser {

  /// Scripts lie in scripts no deeper than this; what lies deeper is text.
  private static final int DEPTH_MAX = 12;

  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh");
  private static final Set<String> OPENING =
      Set.of(
          "if", "then", "elif", "else", "while", "until", "do", "!", "{", "fi", "done", "esac",
          "}");

  private final SourceText source;
  private final String text;
  private final List<HereDocument> heredocs = new ArrayList<>();
  private int at;
  private int depth;

  /// A heredoc whose content begins on the next line.
  private record HereDocument(String end, boolean isWithoutTabs) {}

  /// A command as it grows.
  private static final class Growing {
    private final List<ShellWord> words = new ArrayList<>();
    private final List<ShellWord> targets = new ArrayList<>();
  }

  private ShellParser(SourceText source, int depth) {
    this.source = source;
    this.text = source.text();
    this.depth = depth;
  }

  /// Takes a script apart.
  public static ShellScript parse(SourceText script) {
    return new ShellParser(script, 0).script('\0');
  }

  /// A command whose words are known, as in the exec form.
  public static ShellScript ofWords(List<String> words, int line) {
    List<ShellWord> all = words.stream().map(word -> new ShellWord(word, line, List.of())).toList();
    return new ShellScript(List.of(command(all, List.of(), Joint.NEXT, 0)));
  }

  /// Whether a program reads scripts of this grammar.
  public static boolean isShell(String name) {
    return SHELLS.contains(name);
  }

  private ShellScript script(char stop) {
    List<ShellCommand> commands = new ArrayList<>();
    Growing growing = new Growing();
    Joint joint = Joint.NEXT;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == stop) {
        at++;
        break;
      }
      Joint next = null;
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '#') {
        skipComment();
      } else if (c == '\n') {
        at++;
        skipHeredocs();
        next = Joint.NEXT;
      } else if (c == ';' || c == '&' || c == '|' || c == '(' || c == ')') {
        next = operator(c);
      } else if (isRedirection()) {
        redirection(growing);
      } else {
        word(growing);
      }
      if (next != null) {
        boolean isEnded = end(growing, commands, joint);
        // A group's bracket stands between an operator and its command.
        joint = isEnded || next != Joint.NEXT ? next : joint;
        growing = new Growing();
      }
    }
    end(growing, commands, joint);
    return new ShellScript(commands);
  }

  private boolean end(Growing growing, List<ShellCommand> commands, Joint joint) {
    int begin = 0;
    while (begin < growing.words.size() && OPENING.contains(growing.words.get(begin).text())) {
      begin++;
    }
    List<ShellWord> words = growing.words.subList(begin, growing.words.size());
    if (words.isEmpty() && growing.targets.isEmpty()) {
      return false;
    }
    commands.add(command(words, growing.targets, joint, depth));
    return true;
  }

  private static ShellCommand command(
      List<ShellWord> words, List<ShellWord> targets, Joint joint, int depth) {
    Invocation called = Invocation.of(words);
    return new ShellCommand(words, targets, joint, called, given(called, depth));
  }

  /// What `sh -c` is given.
  private static List<ShellScript> given(Invocation called, int depth) {
    if (!SHELLS.contains(called.name()) || depth >= DEPTH_MAX) {
      return List.of();
    }
    List<ShellWord> words = called.arguments();
    for (int i = 0; i + 1 < words.size(); i++) {
      String option = words.get(i).text();
      if (option.startsWith("-") && !option.startsWith("--") && option.endsWith("c")) {
        ShellWord script = words.get(i + 1);
        // What it takes in was read already, and would be read twice as often at each depth.
        int inner = script.inner().isEmpty() ? depth + 1 : DEPTH_MAX;
        return List.of(
            new ShellParser(SourceText.ofLines(script.text(), script.line()), inner).script('\0'));
      }
    }
    return List.of();
  }

  private Joint operator(char c) {
    boolean isDouble = at + 1 < text.length() && text.charAt(at + 1) == c;
    if (c == '(' || c == ')') {
      at++;
      return Joint.NEXT;
    }
    at += isDouble ? 2 : 1;
    if (c == '|' && !isDouble && at < text.length() && text.charAt(at) == '&') {
      at++;
    }
    return switch (c) {
      case '&' -> isDouble ? Joint.AND : Joint.NEXT;
      case '|' -> isDouble ? Joint.OR : Joint.PIPE;
      default -> Joint.NEXT;
    };
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void skipHeredocs() {
    for (HereDocument heredoc : heredocs) {
      while (at < text.length()) {
        int feed = text.indexOf('\n', at);
        int end = feed < 0 ? text.length() : feed;
        String line = text.substring(at, end);
        at = Math.min(text.length(), end + 1);
        String compared = heredoc.isWithoutTabs() ? line.replaceFirst("^\t+", "") : line;
        if (compared.equals(heredoc.end())) {
          break;
        }
      }
    }
    heredocs.clear();
  }

  /// Whether a `<` or `>` comes next, after the number of a stream or `&`; process substitutions
  /// are words.
  private boolean isRedirection() {
    int mark = at;
    while (mark < text.length() && Character.isDigit(text.charAt(mark))) {
      mark++;
    }
    return mark < text.length()
        && (text.charAt(mark) == '<' || text.charAt(mark) == '>')
        && !(mark + 1 < text.length() && text.charAt(mark + 1) == '(');
  }

  private void redirection(Growing growing) {
    while (Character.isDigit(text.charAt(at))) {
      at++;
    }
    char direction = text.charAt(at);
    int begin = at;
    while (at < text.length() && "<>&|-".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String mark = text.substring(begin, at);
    skipBlanks();
    if (mark.endsWith("-") && !mark.equals("<<-")) {
      return;
    }
    Growing target = new Growing();
    if (at < text.length() && "\n;|&()".indexOf(text.charAt(at)) < 0) {
      word(target);
    }
    if (target.words.isEmpty()) {
      return;
    }
    if (mark.equals("<<") || mark.equals("<<-")) {
      heredocs.add(new HereDocument(target.words.getFirst().text(), mark.equals("<<-")));
    } else if (direction == '>' && !mark.endsWith("&")) {
      growing.targets.add(target.words.getFirst());
    } else {
      target.words.getFirst().inner().stream()
          .findFirst()
          .ifPresent(_ -> growing.targets.add(target.words.getFirst()));
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void word(Growing growing) {
    int line = source.lineAt(at);
    StringBuilder word = new StringBuilder();
    List<ShellScript> inner = new ArrayList<>();
    while (at < text.length() && " \t\r\n;&|()".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      boolean isProcess =
          (c == '<' || c == '>') && at + 1 < text.length() && text.charAt(at + 1) == '(';
      if (isProcess) {
        at++;
        substitution(String.valueOf(c), word, inner);
      } else if (c == '<' || c == '>') {
        break;
      } else {
        piece(c, word, inner);
      }
    }
    growing.words.add(new ShellWord(word.toString(), line, inner));
  }

  private void piece(char c, StringBuilder word, List<ShellScript> inner) {
    switch (c) {
      case '\\' -> {
        at++;
        if (at < text.length()) {
          word.append(text.charAt(at) == '\n' ? "" : text.charAt(at));
          at++;
        }
      }
      case '\'' -> {
        int close = text.indexOf('\'', at + 1);
        int end = close < 0 ? text.length() : close;
        word.append(text, at + 1, end);
        at = Math.min(text.length(), end + 1);
      }
      case '"' -> doubleQuoted(word, inner);
      case '$' -> dollar(word, inner);
      case '`' -> backticks(word, inner);
      default -> {
        word.append(c);
        at++;
      }
    }
  }

  private void doubleQuoted(StringBuilder word, List<ShellScript> inner) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c == '\\' && at + 1 < text.length() && "\"\\$`\n".indexOf(text.charAt(at + 1)) >= 0) {
        word.append(text.charAt(at + 1) == '\n' ? "" : text.charAt(at + 1));
        at += 2;
      } else if (c == '$') {
        dollar(word, inner);
      } else if (c == '`') {
        backticks(word, inner);
      } else {
        word.append(c);
        at++;
      }
    }
  }

  private void dollar(StringBuilder word, List<ShellScript> inner) {
    at++;
    char next = at < text.length() ? text.charAt(at) : ' ';
    if (next == '(' && at + 1 < text.length() && text.charAt(at + 1) == '(') {
      int end = text.indexOf("))", at);
      end = end < 0 ? text.length() : end + 2;
      word.append('$').append(text, at, end);
      at = end;
    } else if (next == '(') {
      substitution("$", word, inner);
    } else if (next == '{') {
      int close = text.indexOf('}', at);
      int end = close < 0 ? text.length() : close + 1;
      word.append('$').append(text, at, end);
      at = end;
    } else {
      word.append('$');
    }
  }

  /// The cursor stands on the opening bracket.
  private void substitution(String mark, StringBuilder word, List<ShellScript> inner) {
    int begin = at;
    at++;
    if (depth >= DEPTH_MAX) {
      word.append(mark).append('(');
      return;
    }
    depth++;
    inner.add(script(')'));
    depth--;
    word.append(mark).append(text, begin, at);
  }

  private void backticks(StringBuilder word, List<ShellScript> inner) {
    int close = text.indexOf('`', at + 1);
    int end = close < 0 ? text.length() : close;
    if (depth < DEPTH_MAX) {
      inner.add(new ShellParser(source.part(at + 1, end), depth + 1).script('\0'));
    }
    word.append(text, at, Math.min(text.length(), end + 1));
    at = Math.min(text.length(), end + 1);
  }
}
