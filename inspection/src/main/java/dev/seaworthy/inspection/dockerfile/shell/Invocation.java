package dev.seaworthy.inspection.dockerfile.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a command calls once those before it are set aside that only call others: `sudo`, `env`,
/// `exec`, `timeout` and their like.
///
/// @param name of the program, without its directory; empty where there is none
/// @param arguments what it is called with
/// @param wrappers the names of those set aside
/// @param settings the variables that are set for it, such as `DEBIAN_FRONTEND=noninteractive`
public record Invocation(
    String name, List<ShellWord> arguments, List<String> wrappers, List<ShellWord> settings) {

  private static final Pattern SETTING =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);

  /// Programs that call another, with their options that take a value.
  private static final Map<String, Set<String>> WRAPPERS =
      Map.ofEntries(
          Map.entry("sudo", Set.of("-u", "-g", "-h", "-p", "-C", "--user", "--group")),
          Map.entry("doas", Set.of("-u", "-C")),
          Map.entry("env", Set.of("-u", "-C", "--unset", "--chdir")),
          Map.entry("exec", Set.of("-a")),
          Map.entry("command", Set.of()),
          Map.entry("builtin", Set.of()),
          Map.entry("nohup", Set.of()),
          Map.entry("nice", Set.of("-n")),
          Map.entry("ionice", Set.of("-c", "-n")),
          Map.entry("time", Set.of()),
          Map.entry("timeout", Set.of("-s", "-k", "--signal", "--kill-after")),
          Map.entry("xargs", Set.of("-n", "-I", "-P", "-L", "-d", "-a", "-s")),
          Map.entry("eatmydata", Set.of()),
          Map.entry("busybox", Set.of()),
          Map.entry("gosu", Set.of()),
          Map.entry("su-exec", Set.of()),
          Map.entry("stdbuf", Set.of("-i", "-o", "-e")));

  /// Of these, one argument of their own comes before the program.
  private static final Set<String> WITH_ARGUMENT = Set.of("timeout", "gosu", "su-exec");

  public Invocation {
    arguments = List.copyOf(arguments);
    wrappers = List.copyOf(wrappers);
    settings = List.copyOf(settings);
  }

  static Invocation of(List<ShellWord> words) {
    List<String> wrappers = new ArrayList<>();
    List<ShellWord> settings = new ArrayList<>();
    int at = settings(words, 0, settings);
    while (at < words.size()) {
      String name = baseName(words.get(at).text());
      Set<String> withValue = WRAPPERS.get(name);
      int next = withValue == null ? at : afterWrapper(words, at, name, withValue);
      // A wrapper that wraps nothing is a program like any other.
      if (withValue == null || next >= words.size()) {
        return new Invocation(name, words.subList(at + 1, words.size()), wrappers, settings);
      }
      wrappers.add(name);
      at = settings(words, next, settings);
    }
    return new Invocation("", List.of(), wrappers, settings);
  }

  private static int settings(List<ShellWord> words, int begin, List<ShellWord> settings) {
    int at = begin;
    while (at < words.size() && SETTING.matcher(words.get(at).text()).matches()) {
      settings.add(words.get(at));
      at++;
    }
    return at;
  }

  private static int afterWrapper(
      List<ShellWord> words, int begin, String name, Set<String> withValue) {
    int at = begin + 1;
    while (at < words.size() && words.get(at).text().startsWith("-")) {
      at += withValue.contains(words.get(at).text()) ? 2 : 1;
    }
    return at + (WITH_ARGUMENT.contains(name) ? 1 : 0);
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Whether one of these is called.
  public boolean is(String... names) {
    for (String each : names) {
      if (each.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// The arguments that are no options; what follows an option may be its value.
  public List<ShellWord> operands() {
    return arguments.stream().filter(word -> !word.text().startsWith("-")).toList();
  }

  /// The first argument that is one of these options, with or without a value after `=`.
  public Optional<ShellWord> option(String... names) {
    return arguments.stream()
        .filter(word -> {
          for (String each : names) {
            if (word.text().equals(each) || word.text().startsWith(each + "=")) {
              return true;
            }
          }
          return false;
        })
        .findFirst();
  }

  public boolean has(String... names) {
    return option(names).isPresent();
  }

  /// Whether a short option is given, alone or among others, as `k` in `-fsSLk`.
  ///
  /// @param withValue the short options that take the rest of the word, or the next, as a value
  public boolean hasShort(char wanted, String withValue) {
    for (ShellWord word : arguments) {
      String text = word.text();
      for (int i = 1; text.startsWith("-") && !text.startsWith("--") && i < text.length(); i++) {
        if (text.charAt(i) == wanted) {
          return true;
        }
        if (withValue.indexOf(text.charAt(i)) >= 0) {
          break;
        }
      }
    }
    return false;
  }

  /// The value of an option: what follows its `=`, or the next argument.
  public Optional<ShellWord> valueOf(String... names) {
    for (int i = 0; i < arguments.size(); i++) {
      ShellWord word = arguments.get(i);
      for (String each : names) {
        if (word.text().equals(each) && i + 1 < arguments.size()) {
          return Optional.of(arguments.get(i + 1));
        }
        if (word.text().startsWith(each + "=")) {
          return Optional.of(
              new ShellWord(word.text().substring(each.length() + 1), word.line(), word.inner()));
        }
      }
    }
    return Optional.empty();
  }
}
