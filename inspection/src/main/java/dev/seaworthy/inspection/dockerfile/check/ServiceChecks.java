package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.PlainPath;
import dev.seaworthy.inspection.dockerfile.CommandForm;
import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Instruction;
import dev.seaworthy.inspection.dockerfile.Instruction.Cmd;
import dev.seaworthy.inspection.dockerfile.Instruction.Copy;
import dev.seaworthy.inspection.dockerfile.Instruction.Entrypoint;
import dev.seaworthy.inspection.dockerfile.Instruction.Expose;
import dev.seaworthy.inspection.dockerfile.Instruction.Healthcheck;
import dev.seaworthy.inspection.dockerfile.Instruction.Maintainer;
import dev.seaworthy.inspection.dockerfile.Instruction.Volume;
import dev.seaworthy.inspection.dockerfile.Instruction.Workdir;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions.Context;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the image is started and reached, and what it takes in.
final class ServiceChecks {

  private static final Pattern PORT =
      Pattern.compile("(?i)(\\d{1,6})(?:-(\\d{1,6}))?(?:/(?:tcp|udp|sctp))?");
  private static final int SSH = 22;
  private static final int PRIVILEGED_MAX = 1_023;
  private static final int PORT_MAX = 65_535;
  private static final Set<String> SYSTEM =
      Set.of(
          "/",
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/lib",
          "/lib64",
          "/proc",
          "/root",
          "/run",
          "/sbin",
          "/sys",
          "/usr",
          "/var",
          "/var/run",
          "/var/lib/docker");

  private ServiceChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("expose-ssh", (build, found) -> ports(build, found, port -> port == SSH));
    looks.put(
        "expose-privileged",
        (build, found) ->
            ports(build, found, port -> port > 0 && port <= PRIVILEGED_MAX && port != SSH));
    looks.put("expose-invalid", ServiceChecks::exposeInvalid);
    looks.put("healthcheck-missing", ServiceChecks::healthcheckMissing);
    looks.put("several-cmd", (build, found) -> several(build, found, Cmd.class::isInstance));
    looks.put(
        "several-entrypoint",
        (build, found) -> several(build, found, Entrypoint.class::isInstance));
    looks.put("entrypoint-shell-form", ServiceChecks::entrypointShellForm);
    looks.put("maintainer", ServiceChecks::maintainer);
    looks.put("workdir-relative", ServiceChecks::workdirRelative);
    looks.put("cd-for-workdir", ServiceChecks::cdForWorkdir);
    looks.put("copy-all", ServiceChecks::copyAll);
    looks.put("volume-sensitive", ServiceChecks::volumeSensitive);
  }

  private static void ports(Build build, Sightings found, IntPredicate fits) {
    build
        .steps()
        .forEach(step ->
            exposed(step)
                .forEach(port -> {
                  Matcher matcher = PORT.matcher(port);
                  if (matcher.matches() && fits.test(Integer.parseInt(matcher.group(1)))) {
                    found.add(step.line(), port, "EXPOSE " + port);
                  }
                }));
  }

  private static List<String> exposed(Step step) {
    return step.instruction() instanceof Expose expose
        ? expose.ports().stream().flatMap(port -> step.scope().known(port).stream()).toList()
        : List.of();
  }

  private static void exposeInvalid(Build build, Sightings found) {
    build
        .steps()
        .forEach(step ->
            exposed(step).stream()
                .filter(port -> !isPort(port))
                .forEach(port -> found.add(step.line(), port, "EXPOSE " + port)));
  }

  private static boolean isPort(String text) {
    Matcher matcher = PORT.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    return first >= 1 && last <= PORT_MAX && first <= last;
  }

  private static void healthcheckMissing(Build build, Sightings found) {
    if (!build.options().isHealthcheckNeeded()) {
      return;
    }
    Optional<Step> last =
        build.stepsOfImage().stream()
            .filter(step -> step.instruction() instanceof Healthcheck && !step.isTrigger())
            .reduce((_, second) -> second);
    Stage target = build.target();
    if (last.isEmpty()) {
      found.add(
          target.from().code().line(), target.label(), "no HEALTHCHECK in stage " + target.label());
    } else if (last.get().instruction() instanceof Healthcheck check && check.isNone()) {
      found.add(last.get());
    }
  }

  private static void several(Build build, Sightings found, Predicate<Instruction> kind) {
    for (Stage stage : build.file().stages()) {
      List<Step> all =
          build.steps(stage).stream()
              .filter(step -> !step.isTrigger() && kind.test(step.instruction()))
              .toList();
      // The last one is the one that counts.
      all.stream().limit(Math.max(0, all.size() - 1)).forEach(found::add);
    }
  }

  private static void entrypointShellForm(Build build, Sightings found) {
    build.stepsOfImage().stream()
        .filter(step ->
            step.instruction() instanceof Entrypoint entrypoint
                && entrypoint.command() instanceof CommandForm.Shell)
        .forEach(found::add);
  }

  private static void maintainer(Build build, Sightings found) {
    build.steps().filter(step -> step.instruction() instanceof Maintainer).forEach(found::add);
  }

  private static void workdirRelative(Build build, Sightings found) {
    for (Stage stage : build.file().stages()) {
      boolean isSettled =
          build.parent(stage).map(above -> hasWorkdir(build.steps(above))).orElse(false);
      for (Step step : build.steps(stage)) {
        if (step.instruction() instanceof Workdir workdir) {
          String path = step.scope().shown(workdir.path()).strip();
          boolean isAbsolute =
              path.startsWith("/") || path.matches("\"?[A-Za-z]:[/\\\\].*") || path.startsWith("$");
          if (!isAbsolute && !isSettled) {
            found.add(step);
          }
          isSettled = isSettled || isAbsolute;
        }
      }
    }
  }

  private static boolean hasWorkdir(List<Step> steps) {
    return steps.stream().anyMatch(step -> step.instruction() instanceof Workdir);
  }

  private static void cdForWorkdir(Build build, Sightings found) {
    build
        .runs()
        .filter(step -> step.instruction().code().heredocs().isEmpty())
        .forEach(step -> {
          List<ShellCommand> commands = step.commands().toList();
          if (commands.size() == 1 && commands.getFirst().called().is("cd")) {
            found.add(step);
          }
        });
  }

  private static void copyAll(Build build, Sightings found) {
    if (build.options().context() == Context.WITHOUT_IGNORE_FILE) {
      build
          .steps()
          .filter(step ->
              step.instruction() instanceof Copy copy
                  && copy.code().flag("from").isEmpty()
                  && copy.sources().stream()
                      .anyMatch(source -> source.matches("\\.?/?\\.?/?|\\./\\*|\\*")))
          .forEach(found::add);
    }
  }

  private static void volumeSensitive(Build build, Sightings found) {
    build
        .steps()
        .forEach(step -> {
          if (step.instruction() instanceof Volume volume) {
            volume.paths().stream()
                .map(step.scope()::shown)
                .filter(ServiceChecks::isSystem)
                .forEach(path -> found.add(step.line(), path, "VOLUME " + path));
          }
        });
  }

  private static boolean isSystem(String path) {
    String plain = PlainPath.of(path);
    return SYSTEM.contains(plain)
        || plain.startsWith("/proc/")
        || plain.startsWith("/sys/")
        || plain.startsWith("/dev/")
        || plain.startsWith("/etc/")
        || plain.endsWith("/docker.sock");
  }
}
