package dev.seaworthy.inspection.hardening.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes a shell's command line apart as far as checks need it (POSIX, "Shell Command Language"):
/// words, quotes, and what parts one command from the next. Nothing is expanded.
public final class ShellText {

  /// A longer one is no command line that a person wrote, and is read up to here.
  private static final int CHARS_MAX = 1 << 18;

  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", 32);

  /// Words before a command that aren't one.
  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "(", "time", "fi");

  /// Programs that run the program behind them.
  private static final Set<String> CARRIERS =
      Set.of("exec", "sudo", "env", "command", "nohup", "eatmydata", "gosu", "su-exec", "doas");

  private ShellText() {}

  /// One simple command.
  ///
  /// @param words with the program first; never empty
  /// @param isPiped whether its output goes into the next command
  public record Command(List<String> words, boolean isPiped) {
    public Command {
      words = List.copyOf(words);
    }

    /// The program's name without its folder.
    public String program() {
      String first = words.getFirst();
      return first.substring(first.lastIndexOf('/') + 1);
    }

    public List<String> arguments() {
      return words.subList(1, words.size());
    }
  }

  /// The simple commands of a text, in order, without assignments, keywords, redirections and
  /// programs that only run another.
  public static List<Command> commands(String text) {
    List<Command> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isWord = false;
    char quote = 0;
    int length = Math.min(text.length(), CHARS_MAX);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      char next = i + 1 < length ? text.charAt(i + 1) : '\n';
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '\\' && quote == '"') {
          word.append(next);
          i++;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        isWord = true;
      } else if (c == '\\') {
        if (next != '\n') {
          word.append(next);
          isWord = true;
        }
        i++;
      } else if (c == '#' && !isWord) {
        int end = text.indexOf('\n', i);
        i = (end < 0 ? length : end) - 1;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        isWord = endWord(words, word, isWord);
      } else if (c == '\n' || c == ';' || c == '&' || c == '|') {
        isWord = endWord(words, word, isWord);
        boolean isRedirection = c == '&' && (next == '>' || isBehindRedirection(text, i));
        if (!isRedirection) {
          boolean isPipe = c == '|' && next != '|' && (i == 0 || text.charAt(i - 1) != '|');
          endCommand(commands, words, isPipe);
        }
      } else {
        word.append(c);
        isWord = true;
      }
    }
    endWord(words, word, isWord);
    endCommand(commands, words, false);
    return commands;
  }

  private static boolean isBehindRedirection(String text, int at) {
    return at > 0 && (text.charAt(at - 1) == '>' || text.charAt(at - 1) == '<');
  }

  private static boolean endWord(List<String> words, StringBuilder word, boolean isWord) {
    if (isWord) {
      words.add(word.toString());
      word.setLength(0);
    }
    return false;
  }

  private static void endCommand(List<Command> commands, List<String> words, boolean isPiped) {
    int start = 0;
    boolean isCarried = false;
    while (start < words.size()) {
      String word = words.get(start);
      boolean isOptionOfCarrier = isCarried && word.startsWith("-");
      if (CARRIERS.contains(word)) {
        isCarried = true;
      } else if (!isOptionOfCarrier
          && !KEYWORDS.contains(word)
          && !ASSIGNMENT.matcher(word).matches()) {
        break;
      }
      start++;
    }
    List<String> rest = new ArrayList<>(words.subList(start, words.size()));
    words.clear();
    if (!rest.isEmpty()) {
      String first = rest.getFirst();
      String opened = first.replaceFirst("^[({]+", "");
      if (!opened.isEmpty()) {
        rest.set(0, opened);
      }
      commands.add(new Command(rest, isPiped));
    }
  }
}
