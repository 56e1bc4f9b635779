package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.CommandForm;
import dev.seaworthy.inspection.dockerfile.Dockerfile;
import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Heredoc;
import dev.seaworthy.inspection.dockerfile.Instruction;
import dev.seaworthy.inspection.dockerfile.Instruction.Arg;
import dev.seaworthy.inspection.dockerfile.Instruction.Env;
import dev.seaworthy.inspection.dockerfile.Instruction.OnBuild;
import dev.seaworthy.inspection.dockerfile.Instruction.Run;
import dev.seaworthy.inspection.dockerfile.Instruction.Shell;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellParser;
import dev.seaworthy.inspection.dockerfile.shell.ShellScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a Dockerfile comes to: its steps with their variables and commands, and which stages make
/// the image.
final class Build {

  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final Dockerfile file;
  private final CheckOptions options;
  private final Scope global;
  private final List<Optional<Stage>> parents = new ArrayList<>();
  private final List<List<Step>> steps = new ArrayList<>();
  private final List<Scope> lastScopes = new ArrayList<>();
  private final List<Boolean> lastShells = new ArrayList<>();
  private final Map<String, NavigableMap<Integer, Stage>> byName = new HashMap<>();
  private final Stage target;
  private final Set<Integer> inImage = new HashSet<>();

  Build(Dockerfile file, CheckOptions options) {
    this.file = file;
    this.options = options;
    Scope scope = Scope.global(file.escape());
    for (Arg arg : file.global()) {
      scope = scope.withArgs(arg.variables(), options.arguments(), Scope.EMPTY);
    }
    this.global = scope;
    Map<String, Stage> named = new HashMap<>();
    for (Stage stage : file.stages()) {
      String base = global.shown(stage.from().image()).toLowerCase(Locale.ROOT);
      Optional<Stage> parent = Optional.ofNullable(named.get(base));
      parents.add(parent);
      walk(stage, parent);
      if (!stage.from().name().isEmpty()) {
        named.put(stage.from().name(), stage);
        byName.computeIfAbsent(stage.from().name(), _ -> new TreeMap<>()).put(stage.index(), stage);
      }
    }
    this.target = target(file, options.target());
    for (Optional<Stage> at = Optional.of(target); at.isPresent(); at = parent(at.get())) {
      inImage.add(at.get().index());
    }
  }

  private static Stage target(Dockerfile file, String wanted) {
    return file.stages().stream()
        .filter(stage ->
            stage.from().name().equals(wanted.toLowerCase(Locale.ROOT))
                || String.valueOf(stage.index()).equals(wanted))
        .filter(stage -> !wanted.isEmpty())
        .findFirst()
        .orElse(file.lastStage());
  }

  private void walk(Stage stage, Optional<Stage> parent) {
    Scope scope =
        parent.map(above -> lastScopes.get(above.index())).orElse(Scope.stage(file.escape()));
    boolean isPosix = parent.map(above -> lastShells.get(above.index())).orElse(true);
    List<Step> all = new ArrayList<>();
    for (Instruction written : stage.instructions()) {
      boolean isTrigger = written instanceof OnBuild;
      Instruction instruction = written instanceof OnBuild onBuild ? onBuild.trigger() : written;
      all.add(new Step(stage, instruction, isTrigger, scope, scripts(instruction, isPosix)));
      if (!isTrigger) {
        if (instruction instanceof Arg arg) {
          scope = scope.withArgs(arg.variables(), options.arguments(), global);
        } else if (instruction instanceof Env env) {
          scope = scope.withEnv(env.variables());
        } else if (instruction instanceof Shell shell) {
          isPosix = isPosix(shell.words().getFirst());
        }
      }
    }
    steps.add(List.copyOf(all));
    lastScopes.add(scope);
    lastShells.add(isPosix);
  }

  private static boolean isPosix(String shell) {
    String name = shell.substring(Math.max(shell.lastIndexOf('/'), shell.lastIndexOf('\\')) + 1);
    return ShellParser.isShell(name.toLowerCase(Locale.ROOT).replace(".exe", ""));
  }

  private static List<ShellScript> scripts(Instruction instruction, boolean isPosix) {
    if (!(instruction instanceof Run run)) {
      return List.of();
    }
    return switch (run.command()) {
      case CommandForm.Exec exec -> List.of(ShellParser.ofWords(exec.words(), exec.line()));
      case CommandForm.Shell shell when isPosix -> {
        List<ShellScript> scripts = new ArrayList<>();
        ShellScript script = ShellParser.parse(shell.script());
        scripts.add(script);
        if (!run.code().heredocs().isEmpty() && readsHeredocs(script)) {
          Heredoc heredoc = run.code().heredocs().getFirst();
          if (isForAShell(heredoc)) {
            scripts.add(ShellParser.parse(heredoc.content()));
          }
        }
        yield scripts;
      }
      case CommandForm.Shell _ -> List.of();
    };
  }

  /// Whether the heredoc is the script itself, and not some program's input.
  private static boolean readsHeredocs(ShellScript script) {
    List<ShellCommand> commands = script.commands();
    return commands.isEmpty()
        || (commands.size() == 1
            && (commands.getFirst().called().name().isEmpty()
                || (ShellParser.isShell(commands.getFirst().called().name())
                    && commands.getFirst().called().operands().isEmpty())));
  }

  private static boolean isForAShell(Heredoc heredoc) {
    String first = heredoc.content().text().lines().findFirst().orElse("").strip();
    if (!first.startsWith("#!")) {
      return true;
    }
    return Stream.of(first.substring(2).strip().split("[ /]+", -1)).anyMatch(ShellParser::isShell);
  }

  Dockerfile file() {
    return file;
  }

  CheckOptions options() {
    return options;
  }

  /// The variables of `FROM` lines.
  Scope global() {
    return global;
  }

  /// The stage that makes the image.
  Stage target() {
    return target;
  }

  /// The earlier stage that a stage builds on.
  Optional<Stage> parent(Stage stage) {
    return parents.get(stage.index());
  }

  /// Whether the stage's layers are in the image.
  boolean isInImage(Stage stage) {
    return inImage.contains(stage.index());
  }

  List<Step> steps(Stage stage) {
    return steps.get(stage.index());
  }

  Stream<Step> steps() {
    return steps.stream().flatMap(List::stream);
  }

  /// The steps that make the image, those of the stages it builds on first.
  List<Step> stepsOfImage() {
    List<Step> all = new ArrayList<>();
    for (Stage stage : file.stages()) {
      if (isInImage(stage)) {
        all.addAll(steps(stage));
      }
    }
    return all;
  }

  /// The steps that run something.
  Stream<Step> runs() {
    return steps().filter(step -> step.instruction() instanceof Run);
  }

  /// The stage of this name or index, among those before another.
  Optional<Stage> earlier(String name, Stage before) {
    NavigableMap<Integer, Stage> named = byName.get(name.toLowerCase(Locale.ROOT));
    Map.Entry<Integer, Stage> last = named == null ? null : named.lowerEntry(before.index());
    int number = INDEX.matcher(name).matches() ? Integer.parseInt(name) : before.index();
    boolean isNumbered = number < before.index() && (last == null || number > last.getKey());
    return isNumbered
        ? Optional.of(file.stages().get(number))
        : Optional.ofNullable(last).map(Map.Entry::getValue);
  }
}
