package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Location;
import dev.seaworthy.inspection.dockerfile.SourceText;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellParser;
import dev.seaworthy.inspection.dockerfile.shell.ShellScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One step of an image's history, as far as it says which instruction made it. BuildKit, the
/// classic builder, Buildah and Kaniko each write it in a way of their own:
///
/// - `RUN /bin/sh -c apt-get update # buildkit`, `RUN |1 A=b /bin/sh -c …`, `COPY a b # buildkit`
/// - `/bin/sh -c apt-get update`, `|1 A=b /bin/sh -c …`, `/bin/sh -c #(nop) ADD file:… in / `
/// - `RUN apt-get update`
///
/// @param index in the history
/// @param layer that it made, or [Location#NO_LAYER]
/// @param instruction in upper case, such as `RUN`; empty when it is none
/// @param text what follows the instruction; of `RUN` the command line alone
/// @param isFirstLayer whether it made the lowest layer
record HistoryStep(int index, int layer, String instruction, String text, boolean isFirstLayer) {

  private static final String BUILDKIT = "# buildkit";

  /// A longer one is no command line that a person wrote, and is read up to here.
  private static final int SCRIPT_CHARS_MAX = 1 << 18;

  private static final String NO_OPERATION = "#(nop)";

  /// The classic builder puts its mark right behind the shell.
  private static final int NO_OPERATION_AT_MAX = 100;

  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "(RUN|ADD|COPY|CMD|ENTRYPOINT|ENV|ARG|LABEL|EXPOSE|USER|WORKDIR|VOLUME|HEALTHCHECK|SHELL"
              + "|STOPSIGNAL|ONBUILD|MAINTAINER|FROM)\\s+(.*)",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern FLAG = Pattern.compile("--[a-z-]+(?:=\\S*+)?\\s+");
  private static final Pattern SHELL =
      Pattern.compile(
          "^(?:\\|\\d+ .*? )??(?:/(?:usr/)?bin/)?(?:ba|a|da|z)?sh(?: -[a-z]+(?: pipefail)?){0,8}? -[a-z]*c "
              + "(.*)",
          Pattern.DOTALL);

  static HistoryStep of(int index, int layer, boolean isFirstLayer, String createdBy) {
    String text = createdBy.strip();
    if (text.endsWith(BUILDKIT)) {
      text = text.substring(0, text.length() - BUILDKIT.length()).stripTrailing();
    }
    int mark = text.indexOf(NO_OPERATION);
    boolean isMarked = mark >= 0 && mark < NO_OPERATION_AT_MAX;
    String rest = isMarked ? text.substring(mark + NO_OPERATION.length()).strip() : text;
    Matcher instruction = INSTRUCTION.matcher(rest);
    if (instruction.matches()) {
      String name = instruction.group(1).toUpperCase(Locale.ROOT);
      String behind = instruction.group(2).strip();
      return new HistoryStep(
          index, layer, name, name.equals("RUN") ? commandLine(behind) : behind, isFirstLayer);
    }
    Matcher shell = SHELL.matcher(text);
    return shell.matches()
        ? new HistoryStep(index, layer, "RUN", shell.group(1), isFirstLayer)
        : new HistoryStep(index, layer, "", text, isFirstLayer);
  }

  private static String commandLine(String behind) {
    Matcher flag = FLAG.matcher(behind);
    int at = 0;
    while (flag.region(at, behind.length()).lookingAt()) {
      at = flag.end();
    }
    String text = behind.substring(at);
    Matcher shell = SHELL.matcher(text);
    return shell.matches() ? shell.group(1) : text;
  }

  Location location() {
    return new Location("history/" + index, layer);
  }

  boolean is(String name) {
    return instruction.equals(name);
  }

  /// The script of a `RUN` and those in it; none of any other.
  List<ShellScript> scripts() {
    return is("RUN")
        ? ShellParser.parse(
                SourceText.ofLines(text.substring(0, Math.min(text.length(), SCRIPT_CHARS_MAX)), 1))
            .scripts()
            .toList()
        : List.of();
  }

  /// The commands of these scripts.
  List<ShellCommand> commands() {
    return scripts().stream().flatMap(script -> script.commands().stream()).toList();
  }

  /// The words of an `ADD` or `COPY`: flags, sources and, last, the target.
  List<String> words() {
    List<String> words = new ArrayList<>();
    // The classic builder writes "in" between sources and target; the JSON form has brackets.
    for (String word : text.replaceAll("[\\[\\],\"]", " ").strip().split("\\s+", -1)) {
      if (!word.equals("in")) {
        words.add(word);
      }
    }
    return words;
  }
}
