package dev.seaworthy.inspection.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.dockerfile.CommandForm.Exec;
import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Expansion.Expanded;
import dev.seaworthy.inspection.dockerfile.Expansion.Malformed;
import dev.seaworthy.inspection.dockerfile.Instruction.Healthcheck;
import dev.seaworthy.inspection.dockerfile.Instruction.OnBuild;
import dev.seaworthy.inspection.dockerfile.Instruction.Transfer;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.oracle.DockerfileOracle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads made Dockerfiles as BuildKit's own parser does.
class BuildKitGrammarTest {

  private static final int FILES = 4_000;
  private static final int WORDS = 20_000;
  private static final List<String> SETTINGS =
      List.of("a=one two", "b=", "version=1.2.3-rc1", "X=a/b/c");
  private static final JsonReader JSON = new JsonReader(Limits.defaults());

  @TempDir Path folder;

  @Test
  void readsWhatBuildKitReads() throws Exception {
    DockerfileOracle oracle = DockerfileOracle.buildIn(folder);
    Gates.run(
        "Dockerfiles read as BuildKit reads them",
        List.of(oracle.need()),
        () -> {
          List<String> files = new ArrayList<>();
          Samples.check(FILES, samples -> files.add(new MadeDockerfile(samples).text()));
          List<String> answers = oracle.read(files);
          List<String> differences = new ArrayList<>();
          long understood = 0;
          for (int i = 0; i < files.size(); i++) {
            JsonObject theirs = object(answers.get(i));
            JsonObject ours = ours(files.get(i));
            boolean isRefused = !ours.text("refused").isEmpty();
            understood += isRefused ? 0 : 1;
            boolean isSame = isRefused ? !theirs.text("refused").isEmpty() : ours.equals(theirs);
            if (!isSame) {
              differences.add("%s%ntheirs %s%nours   %s%n".formatted(files.get(i), theirs, ours));
            }
          }
          assertThat(differences).isEmpty();
          assertThat(understood).as("files that are understood").isGreaterThan(FILES / 3);
          return files.size();
        });
  }

  @Test
  void givesVariablesTheValuesThatBuildKitGives() throws Exception {
    DockerfileOracle oracle = DockerfileOracle.buildIn(folder);
    Gates.run(
        "Dockerfile variables as BuildKit has them",
        List.of(oracle.need()),
        () -> {
          List<String> words = new ArrayList<>();
          Samples.check(
              WORDS,
              samples ->
                  words.add(
                      String.join(
                          "", samples.list(1, 6, each -> each.pick(MadeDockerfile.PARTS)))));
          List<String> answers = oracle.expand(words, SETTINGS);
          List<String> differences = new ArrayList<>();
          for (int i = 0; i < words.size(); i++) {
            JsonObject theirs = object(answers.get(i));
            String refused = theirs.text("refused");
            boolean isSame =
                switch (Expansion.of(words.get(i), '\\', SETTING)) {
                  case Malformed _ -> !refused.isEmpty();
                  // That a variable has no value is not for the grammar to say.
                  case Expanded expanded when refused.contains(": w") || refused.contains("none") ->
                      !expanded.missing().isEmpty();
                  case Expanded expanded -> expanded.text().equals(theirs.text("text"));
                };
            if (!isSame) {
              differences.add(
                  "%s: theirs %s, ours %s"
                      .formatted(words.get(i), theirs, Expansion.of(words.get(i), '\\', SETTING)));
            }
          }
          assertThat(differences).isEmpty();
          return words.size();
        });
  }

  private static final Variables SETTING =
      name ->
          Optional.ofNullable(
              Map.of("a", "one two", "b", "", "version", "1.2.3-rc1", "X", "a/b/c").get(name));

  private static JsonObject object(String line) {
    return JSON.readObject(line.getBytes(StandardCharsets.UTF_8), "the answer");
  }

  private static JsonObject ours(String file) {
    try {
      Dockerfile read =
          DockerfileReader.read(
              "Dockerfile", file.getBytes(StandardCharsets.UTF_8), Limits.defaults());
      Stream<Instruction> all =
          Stream.concat(
              read.global().stream(),
              read.stages().stream().flatMap(BuildKitGrammarTest::instructions));
      return new JsonBuilder()
          .put("refused", "")
          .put("escape", String.valueOf(read.escape()))
          .putArray("instructions", all.map(BuildKitGrammarTest::json).toList())
          .build();
    } catch (SeaworthyException e) {
      return new JsonBuilder().put("refused", String.valueOf(e.getMessage())).build();
    }
  }

  private static Stream<Instruction> instructions(Stage stage) {
    return Stream.concat(Stream.of(stage.from()), stage.instructions().stream());
  }

  private static JsonObject json(Instruction instruction) {
    Code code = instruction.code();
    boolean isTrigger = instruction instanceof OnBuild;
    return new JsonBuilder()
        .put("keyword", code.keyword().toLowerCase(Locale.ROOT))
        .put("start", code.line())
        .put("end", code.endLine())
        .putStrings(
            "flags",
            code.flags().stream()
                .map(flag -> "--" + flag.name() + flag.value().map(value -> "=" + value).orElse(""))
                .toList())
        .put("array", isArray(instruction))
        .putStrings("words", words(instruction))
        .putArray(
            "heredocs",
            code.heredocs().stream()
                .map(heredoc ->
                    new JsonBuilder()
                        .put("name", heredoc.name())
                        .put("expand", heredoc.isExpanded())
                        .put("chomp", heredoc.isWithoutTabs())
                        .put("content", heredoc.content().text())
                        .build())
                .toList())
        .putArray("trigger", isTrigger ? List.of(trigger((OnBuild) instruction)) : List.of())
        .build();
  }

  /// BuildKit gives triggers neither lines nor heredocs.
  private static JsonObject trigger(OnBuild onBuild) {
    JsonObject whole = json(onBuild.trigger());
    JsonBuilder without = new JsonBuilder();
    whole
        .members()
        .forEach((name, value) -> {
          switch (name) {
            case "start", "end" -> without.put(name, 0);
            case "heredocs" -> without.putArray(name, List.of());
            default -> without.put(name, value);
          }
        });
    return without.build();
  }

  private static boolean isArray(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Run run -> run.command() instanceof Exec;
      case Instruction.Cmd cmd -> cmd.command() instanceof Exec;
      case Instruction.Entrypoint entrypoint -> entrypoint.command() instanceof Exec;
      case Healthcheck check -> !check.isNone() && check.command() instanceof Exec;
      case Transfer transfer -> transfer.isArray();
      case Instruction.Shell _ -> true;
      case Instruction.Volume volume -> volume.code().text().text().contains("[");
      default -> false;
    };
  }

  private static List<String> words(Instruction instruction) {
    return switch (instruction) {
      case Instruction.From from ->
          Arguments.items(from.code().text().text().replaceFirst("(?i)^from\\s+(--\\S+\\s+)*", ""));
      case Instruction.Arg arg ->
          arg.variables().stream()
              .map(each -> each.name() + each.value().map(value -> "=" + value).orElse(""))
              .toList();
      case Instruction.Env env -> pairs(env.variables(), env.code());
      case Instruction.Label label -> pairs(label.variables(), label.code());
      case Instruction.Run run -> command(run.command());
      case Instruction.Cmd cmd -> command(cmd.command());
      case Instruction.Entrypoint entrypoint -> command(entrypoint.command());
      case Transfer transfer ->
          Stream.concat(transfer.sources().stream(), Stream.of(transfer.destination())).toList();
      case Healthcheck check when check.isNone() -> List.of("NONE");
      case Healthcheck check ->
          Stream.concat(Stream.of("CMD"), command(check.command()).stream()).toList();
      case Instruction.User user -> List.of(user.user());
      case Instruction.Workdir workdir -> List.of(workdir.path());
      case Instruction.Expose expose -> expose.ports();
      case Instruction.Volume volume -> volume.paths();
      case Instruction.Shell shell -> shell.words();
      case Instruction.StopSignal signal -> List.of(signal.signal());
      case Instruction.Maintainer maintainer -> List.of(maintainer.person());
      case OnBuild _ -> List.of();
    };
  }

  private static List<String> command(CommandForm form) {
    return switch (form) {
      case Exec exec -> exec.words();
      case CommandForm.Shell shell ->
          shell.script().isBlank() ? List.of() : List.of(shell.script().text());
    };
  }

  private static List<String> pairs(List<Variable> variables, Code code) {
    boolean isOld =
        variables.size() == 1
            && !Arguments.words(code.text().text(), '\\').get(1).text().contains("=");
    List<String> words = new ArrayList<>();
    for (Variable variable : variables) {
      words.add(variable.name());
      words.add(variable.value().orElse(""));
      words.add(isOld ? "" : "=");
    }
    return words;
  }
}
