package dev.seaworthy.inspection.dockerfile;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.dockerfile.Arguments.Word;
import dev.seaworthy.inspection.dockerfile.Instruction.Add;
import dev.seaworthy.inspection.dockerfile.Instruction.Arg;
import dev.seaworthy.inspection.dockerfile.Instruction.Cmd;
import dev.seaworthy.inspection.dockerfile.Instruction.Copy;
import dev.seaworthy.inspection.dockerfile.Instruction.Entrypoint;
import dev.seaworthy.inspection.dockerfile.Instruction.Env;
import dev.seaworthy.inspection.dockerfile.Instruction.Expose;
import dev.seaworthy.inspection.dockerfile.Instruction.From;
import dev.seaworthy.inspection.dockerfile.Instruction.Healthcheck;
import dev.seaworthy.inspection.dockerfile.Instruction.Label;
import dev.seaworthy.inspection.dockerfile.Instruction.Maintainer;
import dev.seaworthy.inspection.dockerfile.Instruction.OnBuild;
import dev.seaworthy.inspection.dockerfile.Instruction.Run;
import dev.seaworthy.inspection.dockerfile.Instruction.Shell;
import dev.seaworthy.inspection.dockerfile.Instruction.StopSignal;
import dev.seaworthy.inspection.dockerfile.Instruction.User;
import dev.seaworthy.inspection.dockerfile.Instruction.Volume;
import dev.seaworthy.inspection.dockerfile.Instruction.Workdir;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes an instruction of a text in one line.
final class InstructionParser {

  private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9\\-_.]*");
  private static final List<String> KEYWORDS =
      List.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");

  private final Faults faults;
  private final JsonReader json;

  InstructionParser(Faults faults, Limits limits) {
    this.faults = faults;
    this.json = new JsonReader(limits);
  }

  /// What an instruction is made of.
  ///
  /// @param keyword in upper case
  /// @param rest what follows its flags
  private record Parts(Code code, String keyword, SourceText rest, char escape) {
    int line() {
      return code.line();
    }

    String text() {
      return rest.text();
    }
  }

  Instruction parse(SourceText text, int line, int endLine, char escape) {
    String whole = text.text();
    int keywordEnd = Arguments.endOfItem(whole, 0);
    String keyword = whole.substring(0, keywordEnd);
    int begin = Arguments.afterBlanks(whole, keywordEnd);
    Arguments.Flags flags = Arguments.flags(whole.substring(begin), escape);
    SourceText rest = text.part(begin + flags.end(), whole.length()).stripped();
    Code code = new Code(keyword, line, endLine, text, flags.flags(), List.of());
    return parse(new Parts(code, keyword.toUpperCase(Locale.ROOT), rest, escape));
  }

  private Instruction parse(Parts parts) {
    Code code = parts.code();
    return switch (parts.keyword()) {
      case "ADD", "COPY" -> transfer(parts);
      case "ARG" -> new Arg(code, arguments(parts));
      case "CMD" -> new Cmd(code, command(parts, parts.rest()));
      case "ENTRYPOINT" -> new Entrypoint(code, command(parts, parts.rest()));
      case "ENV" -> new Env(code, pairs(parts));
      case "EXPOSE" -> new Expose(code, Arguments.items(some(parts, "a port, as in EXPOSE 8080")));
      case "FROM" -> from(parts);
      case "HEALTHCHECK" -> healthcheck(parts);
      case "LABEL" -> new Label(code, pairs(parts));
      case "MAINTAINER" -> new Maintainer(code, some(parts, "a person"));
      case "ONBUILD" -> onBuild(parts);
      case "RUN" -> run(parts);
      case "SHELL" -> shell(parts);
      case "STOPSIGNAL" -> new StopSignal(code, some(parts, "a signal, as in STOPSIGNAL SIGTERM"));
      case "USER" -> new User(code, some(parts, "a user, as in USER 10001"));
      case "VOLUME" -> volume(parts);
      case "WORKDIR" -> new Workdir(code, some(parts, "a directory, as in WORKDIR /app"));
      default -> throw unknown(parts);
    };
  }

  private SeaworthyException unknown(Parts parts) {
    String meant =
        KEYWORDS.stream()
            .filter(keyword -> isNear(keyword, parts.keyword()))
            .findFirst()
            .map(keyword -> "Did you mean " + keyword + "? ")
            .orElse("");
    return faults.at(
        parts.line(),
        "%s is no instruction".formatted(Faults.shown(parts.code().keyword())),
        meant
            + "If the line belongs to the one before, that one must end with a continuation mark.");
  }

  /// Whether one letter was left out, added or changed, or two were swapped.
  private static boolean isNear(String keyword, String word) {
    int prefix = 0;
    int shorter = Math.min(keyword.length(), word.length());
    while (prefix < shorter && keyword.charAt(prefix) == word.charAt(prefix)) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < shorter - prefix
        && keyword.charAt(keyword.length() - 1 - suffix)
            == word.charAt(word.length() - 1 - suffix)) {
      suffix++;
    }
    int left = Math.max(keyword.length(), word.length()) - prefix - suffix;
    boolean isSwap =
        left == 2
            && keyword.length() == word.length()
            && keyword.charAt(prefix) == word.charAt(prefix + 1)
            && keyword.charAt(prefix + 1) == word.charAt(prefix);
    return left <= 1 || isSwap;
  }

  private String some(Parts parts, String what) {
    if (parts.rest().isBlank()) {
      throw faults.at(
          parts.line(), "%s has no argument".formatted(parts.keyword()), "Give " + what + ".");
    }
    return parts.text();
  }

  private Instruction from(Parts parts) {
    List<String> words = Arguments.items(some(parts, "a base image, as in FROM debian:12"));
    boolean isNamed = words.size() == 3 && words.get(1).equalsIgnoreCase("as");
    if (words.size() != 1 && !isNamed) {
      throw faults.at(
          parts.line(),
          "FROM %s is neither an image nor an image with a name"
              .formatted(Faults.shown(parts.text())),
          "Write FROM IMAGE or FROM IMAGE AS NAME, each on its own line.");
    }
    String name = isNamed ? words.get(2).toLowerCase(Locale.ROOT) : "";
    if (isNamed && !STAGE_NAME.matcher(name).matches()) {
      throw faults.at(
          parts.line(),
          "a stage can't be called %s".formatted(Faults.shown(words.get(2))),
          "Begin with a letter, then letters, digits, -, _ and dots.");
    }
    return new From(parts.code(), words.getFirst(), name);
  }

  private List<Variable> arguments(Parts parts) {
    some(parts, "a name, as in ARG VERSION=1.2");
    List<Variable> variables = new ArrayList<>();
    for (Word word : Arguments.words(parts.text(), parts.escape())) {
      int equals = word.text().indexOf('=');
      String name = equals < 0 ? word.text() : word.text().substring(0, equals);
      String value = equals < 0 ? null : word.text().substring(equals + 1);
      variables.add(new Variable(named(parts, name), value, parts.rest().lineAt(word.offset())));
    }
    return variables;
  }

  private String named(Parts parts, String name) {
    if (name.isEmpty()) {
      throw faults.at(
          parts.line(),
          "%s gives a value to no name".formatted(parts.keyword()),
          "Write NAME=VALUE, without a blank before the =.");
    }
    return name;
  }

  private List<Variable> pairs(Parts parts) {
    String text = some(parts, "a name and a value, as in %s NAME=VALUE".formatted(parts.keyword()));
    List<Word> words = Arguments.words(text, parts.escape());
    if (!words.isEmpty() && !words.getFirst().text().contains("=")) {
      int end = Arguments.endOfItem(text, 0);
      int value = Arguments.afterBlanks(text, end);
      if (value == text.length()) {
        throw faults.at(
            parts.line(),
            "%s %s has no value".formatted(parts.keyword(), Faults.shown(text)),
            "Write %s NAME=VALUE.".formatted(parts.keyword()));
      }
      return List.of(
          new Variable(text.substring(0, end), text.substring(value), parts.rest().lineAt(0)));
    }
    List<Variable> variables = new ArrayList<>();
    for (Word word : words) {
      int equals = word.text().indexOf('=');
      int line = parts.rest().lineAt(word.offset());
      if (equals < 0) {
        throw faults.at(
            line,
            "%s is not of the form NAME=VALUE".formatted(Faults.shown(word.text())),
            "Quote a value that holds blanks: NAME=\"two words\".");
      }
      variables.add(
          new Variable(
              named(parts, word.text().substring(0, equals)),
              word.text().substring(equals + 1),
              line));
    }
    return variables;
  }

  private Instruction transfer(Parts parts) {
    List<String> words = list(parts);
    if (words.size() < 2) {
      throw faults.at(
          parts.line(),
          "%s needs what to take and where to".formatted(parts.keyword()),
          "Write %s SOURCE... DESTINATION.".formatted(parts.keyword()));
    }
    String destination = words.getLast();
    if (HeredocNames.one(destination).isPresent()) {
      throw faults.at(
          parts.line(),
          "%s has a heredoc as its destination".formatted(parts.keyword()),
          "Give the path of the file to make after it.");
    }
    List<String> sources = words.subList(0, words.size() - 1);
    boolean isArray = array(parts, parts.rest()).isPresent();
    return parts.keyword().equals("ADD")
        ? new Add(parts.code(), sources, destination, isArray)
        : new Copy(parts.code(), sources, destination, isArray);
  }

  private Instruction volume(Parts parts) {
    some(parts, "a path, as in VOLUME /data");
    List<String> paths = list(parts).stream().map(String::strip).toList();
    if (paths.isEmpty() || paths.contains("")) {
      throw faults.at(
          parts.line(), "VOLUME names an empty path", "Give a path, as in VOLUME /data.");
    }
    return new Volume(parts.code(), paths);
  }

  private Instruction shell(Parts parts) {
    List<String> words = array(parts, parts.rest()).orElse(List.of());
    if (words.isEmpty()) {
      throw faults.at(
          parts.line(),
          "SHELL takes a JSON array, which %s is not".formatted(Faults.shown(parts.text())),
          "Write SHELL [\"/bin/bash\", \"-c\"].");
    }
    return new Shell(parts.code(), words);
  }

  private Instruction run(Parts parts) {
    some(parts, "a command, as in RUN make");
    return new Run(parts.code(), command(parts, parts.rest()));
  }

  private Instruction healthcheck(Parts parts) {
    String text = some(parts, "a check, as in HEALTHCHECK CMD [\"/app\", \"health\"]");
    int end = 0;
    while (end < text.length() && !Blank.is(text.charAt(end))) {
      end++;
    }
    String kind = text.substring(0, end).toUpperCase(Locale.ROOT);
    SourceText command = parts.rest().part(end, text.length()).stripped();
    boolean isNone = kind.equals("NONE");
    if (!isNone && !kind.equals("CMD")) {
      throw faults.at(
          parts.line(),
          "HEALTHCHECK %s is no kind of check".formatted(Faults.shown(text.substring(0, end))),
          "Write HEALTHCHECK CMD and a command, or HEALTHCHECK NONE.");
    }
    if (isNone != command.isBlank()) {
      throw faults.at(
          parts.line(),
          isNone ? "HEALTHCHECK NONE takes no command" : "HEALTHCHECK CMD has no command",
          "Write HEALTHCHECK CMD and a command, or HEALTHCHECK NONE alone.");
    }
    return new Healthcheck(parts.code(), isNone, command(parts, command));
  }

  private Instruction onBuild(Parts parts) {
    some(parts, "an instruction, as in ONBUILD COPY . /app");
    String text = parts.text();
    String trigger = text.substring(0, Arguments.endOfItem(text, 0)).toUpperCase(Locale.ROOT);
    if (List.of("ONBUILD", "FROM", "MAINTAINER").contains(trigger)) {
      throw faults.at(
          parts.line(),
          "%s can't follow ONBUILD".formatted(trigger),
          "Only what changes the image built on this one may.");
    }
    return new OnBuild(
        parts.code(), parse(parts.rest(), parts.line(), parts.code().endLine(), parts.escape()));
  }

  private CommandForm command(Parts parts, SourceText text) {
    return array(parts, text)
        .<CommandForm>map(words -> new CommandForm.Exec(words, text.lineAt(0)))
        .orElseGet(() -> new CommandForm.Shell(text));
  }

  private List<String> list(Parts parts) {
    return array(parts, parts.rest()).orElseGet(() -> Arguments.items(parts.text()));
  }

  /// A JSON array of texts; nothing where it is no JSON, which is then a text like any other.
  private Optional<List<String>> array(Parts parts, SourceText text) {
    if (!text.text().startsWith("[")) {
      return Optional.empty();
    }
    JsonValue value;
    try {
      value = json.read(text.text().getBytes(StandardCharsets.UTF_8), "the array");
    } catch (SeaworthyException _) {
      return Optional.empty();
    }
    if (!(value instanceof JsonArray(List<JsonValue> items))) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonString(String word))) {
        throw faults.at(
            parts.line(),
            "%s has a JSON array that holds something else than texts".formatted(parts.keyword()),
            "Put every word in double quotes.");
      }
      words.add(word);
    }
    return Optional.of(words);
  }

  /// The same instruction with heredocs.
  static Instruction with(Instruction plain, List<Heredoc> heredocs, int endLine) {
    Code code = plain.code().with(heredocs, endLine);
    return switch (plain) {
      case Run run -> new Run(code, run.command());
      case Copy copy -> new Copy(code, copy.sources(), copy.destination(), copy.isArray());
      case Add add -> new Add(code, add.sources(), add.destination(), add.isArray());
      case OnBuild onBuild -> new OnBuild(code, with(onBuild.trigger(), heredocs, endLine));
      case Arg _, Cmd _, Entrypoint _, Env _, Expose _, From _, Healthcheck _ -> plain;
      case Label _, Maintainer _, Shell _, StopSignal _, User _, Volume _, Workdir _ -> plain;
    };
  }
}
