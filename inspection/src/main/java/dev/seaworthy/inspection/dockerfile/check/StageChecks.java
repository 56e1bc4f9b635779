package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Expansion;
import dev.seaworthy.inspection.dockerfile.Expansion.Expanded;
import dev.seaworthy.inspection.dockerfile.Instruction;
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
import dev.seaworthy.inspection.dockerfile.Variable;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Stages and variables that are not what they seem, and steps outside of the sandbox.
final class StageChecks {

  private StageChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("stage-duplicate", StageChecks::duplicate);
    looks.put("copy-from-unknown", StageChecks::copyFromUnknown);
    looks.put("variable-undefined", StageChecks::undefined);
    looks.put("run-insecure", (build, found) -> flagged(build, found, "security", "insecure"));
    looks.put("run-host-network", (build, found) -> flagged(build, found, "network", "host"));
  }

  private static void duplicate(Build build, Sightings found) {
    Set<String> names = new HashSet<>();
    for (Stage stage : build.file().stages()) {
      String name = stage.from().name();
      if (!name.isEmpty() && !names.add(name)) {
        found.add(stage.from().code().line(), name, stage.from().code().text().text());
      }
    }
  }

  private static void copyFromUnknown(Build build, Sightings found) {
    build
        .steps()
        .forEach(step ->
            BaseImageChecks.froms(step).stream()
                .filter(from -> !from.contains("$"))
                .filter(from -> !BaseImageChecks.isImage(build, step, from))
                .filter(from -> build.earlier(from, step.stage()).isEmpty())
                .forEach(from ->
                    found.add(
                        step.line(), from, step.instruction().code().keyword() + " from " + from)));
  }

  private static void undefined(Build build, Sightings found) {
    for (Stage stage : build.file().stages()) {
      From from = stage.from();
      List<String> texts =
          Stream.concat(Stream.of(from.image()), from.code().flag("platform").stream()).toList();
      undefined(build.global(), texts)
          .filter(name -> !build.global().isDeclared(name))
          .forEach(name -> found.add(from.code().line(), name, from.code().text().text()));
      boolean isFromNothing =
          build.parent(stage).isEmpty() && build.global().shown(from.image()).equals("scratch");
      for (Step step : build.steps(stage)) {
        undefined(step.scope(), expanded(step.instruction()))
            .filter(name -> !step.scope().isDeclared(name))
            .filter(name -> isFromNothing || isGlobalAlone(build, name))
            .forEach(name -> found.add(step.line(), name, step.instruction().code().text().text()));
      }
    }
  }

  /// Whether an `ARG` before the first stage declares it. Others may come from the base image.
  private static boolean isGlobalAlone(Build build, String name) {
    return build.file().global().stream()
        .flatMap(arg -> arg.variables().stream())
        .map(Variable::name)
        .anyMatch(name::equals);
  }

  private static Stream<String> undefined(Scope scope, List<String> texts) {
    return texts.stream()
        .flatMap(text -> {
          Expansion.Outcome outcome = scope.expand(text);
          return outcome instanceof Expanded expanded
              ? expanded.missing().stream().sorted()
              : Stream.of();
        });
  }

  /// The texts in which BuildKit puts values for variables.
  private static List<String> expanded(Instruction instruction) {
    return switch (instruction) {
      case Copy copy ->
          Stream.concat(copy.sources().stream(), Stream.of(copy.destination())).toList();
      case Add add -> Stream.concat(add.sources().stream(), Stream.of(add.destination())).toList();
      case Env env -> env.variables().stream().flatMap(each -> each.value().stream()).toList();
      case User user -> List.of(user.user());
      case Workdir workdir -> List.of(workdir.path());
      case Expose expose -> expose.ports();
      case Volume volume -> volume.paths();
      case From _, Arg _, Label _, Run _, Cmd _, Entrypoint _, Healthcheck _ -> List.of();
      case Shell _, StopSignal _, Maintainer _, OnBuild _ -> List.of();
    };
  }

  private static void flagged(Build build, Sightings found, String name, String value) {
    build
        .runs()
        .filter(step ->
            step.instruction().code().flags(name).stream()
                .anyMatch(given -> step.scope().shown(given).equals(value)))
        .forEach(found::add);
  }
}
