package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import dev.seaworthy.inspection.dockerfile.check.Packaging.Call;
import dev.seaworthy.inspection.dockerfile.check.Packaging.Kind;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How package managers are used.
final class PackageChecks {

  private static final Pattern RECOMMENDS_OFF =
      Pattern.compile("(?i)APT::Install-Recommends\"?[ =]+\"?(?:0|false|no)");
  private static final Pattern VERSIONED_PYTHON =
      Pattern.compile(".*(?:==|@|~=|===|>=|<|!=).*|.*\\.(?:whl|tar\\.gz|zip)|[./$].*|.*://.*");

  private PackageChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("system-upgrade", PackageChecks::systemUpgrade);
    looks.put("update-alone", PackageChecks::updateAlone);
    looks.put("recommends", PackageChecks::recommends);
    looks.put("apt-lists-kept", PackageChecks::aptListsKept);
    looks.put("apt-command", PackageChecks::aptCommand);
    looks.put("packages-unpinned", PackageChecks::unpinned);
    looks.put("apk-cache", PackageChecks::apkCache);
    looks.put("dnf-cache", PackageChecks::dnfCache);
    looks.put("pip-cache", PackageChecks::pipCache);
    looks.put("npm-install", PackageChecks::npmInstall);
  }

  private static Stream<Call> calls(Step step) {
    return step.commands().flatMap(command -> Packaging.of(command).stream());
  }

  private static void each(Build build, Sightings found, Predicate<Call> fits) {
    build
        .runs()
        .forEach(step -> calls(step).filter(fits).forEach(call -> found.add(step, call.command())));
  }

  private static void systemUpgrade(Build build, Sightings found) {
    each(
        build,
        found,
        call ->
            switch (call.kind()) {
              case APT -> Set.of("upgrade", "dist-upgrade", "full-upgrade").contains(call.verb());
              case APK -> call.verb().equals("upgrade") && call.packages().isEmpty();
              case DNF ->
                  Set.of("upgrade", "update", "distro-sync").contains(call.verb())
                      && call.packages().isEmpty();
              case ZYPPER ->
                  Set.of("up", "update", "dup", "dist-upgrade").contains(call.verb())
                      && call.packages().isEmpty();
              case PIP, NPM, YARN, PNPM, GEM -> false;
            });
  }

  private static void updateAlone(Build build, Sightings found) {
    build
        .runs()
        .forEach(step -> {
          List<Call> calls = calls(step).toList();
          calls.stream()
              .filter(call ->
                  (call.kind() == Kind.APT || call.kind() == Kind.APK)
                      && call.verb().equals("update"))
              .filter(call ->
                  calls.stream()
                      .noneMatch(
                          other -> other.kind() == call.kind() && !other.verb().equals("update")))
              .forEach(call -> found.add(step, call.command()));
        });
  }

  private static void recommends(Build build, Sightings found) {
    boolean isOff = build.steps().anyMatch(step -> RECOMMENDS_OFF.matcher(text(step)).find());
    if (!isOff) {
      each(
          build,
          found,
          call ->
              call.kind() == Kind.APT
                  && call.verb().equals("install")
                  && !call.command().called().has("--no-install-recommends", "--without-recommends")
                  && !call.command().called().is("aptitude"));
    }
  }

  private static String text(Step step) {
    StringBuilder text = new StringBuilder(step.instruction().code().text().text());
    step.instruction()
        .code()
        .heredocs()
        .forEach(heredoc -> text.append('\n').append(heredoc.content().text()));
    return text.toString();
  }

  private static void aptListsKept(Build build, Sightings found) {
    inImage(build)
        .filter(step -> !step.hasMountAt("/var/lib/apt/lists"))
        .filter(step -> !removes(step, "/var/lib/apt/lists", "/var/lib/apt"))
        .filter(step ->
            calls(step).noneMatch(call -> Set.of("distclean", "dist-clean").contains(call.verb())))
        .forEach(step ->
            calls(step)
                .filter(call -> call.kind() == Kind.APT && call.verb().equals("update"))
                .findFirst()
                .ifPresent(call -> found.add(step, call.command())));
  }

  private static Stream<Step> inImage(Build build) {
    return build.runs().filter(step -> build.isInImage(step.stage()));
  }

  /// Whether a command of the step removes what lies at one of the paths.
  private static boolean removes(Step step, String... paths) {
    return step.commands()
        .filter(command -> command.called().is("rm", "find"))
        .flatMap(command -> command.called().operands().stream())
        .map(ShellWord::text)
        .anyMatch(operand -> Stream.of(paths).anyMatch(operand::startsWith));
  }

  private static void aptCommand(Build build, Sightings found) {
    each(build, found, call -> call.command().called().is("apt"));
  }

  private static void unpinned(Build build, Sightings found) {
    each(build, found, PackageChecks::isUnpinned);
  }

  private static boolean isUnpinned(Call call) {
    if (!call.isInstall()) {
      return false;
    }
    Predicate<String> isPinned =
        switch (call.kind()) {
          case APT -> name -> name.contains("=") || name.contains("/") || name.endsWith(".deb");
          case APK ->
              name -> name.matches(".*[=<>~].*") || name.startsWith(".") || name.endsWith(".apk");
          case DNF, ZYPPER ->
              name ->
                  name.matches(".*[-=][0-9].*") || name.startsWith("@") || name.endsWith(".rpm");
          case PIP -> name -> VERSIONED_PYTHON.matcher(name).matches();
          case NPM, YARN, PNPM ->
              name -> name.lastIndexOf('@') > 0 || (name.contains("/") && !name.startsWith("@"));
          case GEM -> name -> name.contains(":") || call.command().called().has("-v", "--version");
        };
    return call.packages().stream().anyMatch(name -> !name.contains("$") && !isPinned.test(name));
  }

  private static void apkCache(Build build, Sightings found) {
    cache(
        build,
        found,
        call ->
            call.kind() == Kind.APK
                && call.verb().equals("add")
                && !call.command().called().has("--no-cache"),
        "/var/cache/apk",
        "/etc/apk/cache");
  }

  private static void dnfCache(Build build, Sightings found) {
    inImage(build)
        .filter(step -> calls(step).noneMatch(call -> call.verb().equals("clean")))
        .filter(step -> !removes(step, "/var/cache"))
        .filter(step ->
            Stream.of("/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/zypp")
                .noneMatch(step::hasMountAt))
        .forEach(step ->
            calls(step)
                .filter(call -> call.kind() == Kind.DNF || call.kind() == Kind.ZYPPER)
                .filter(Call::isInstall)
                .findFirst()
                .ifPresent(call -> found.add(step, call.command())));
  }

  private static void pipCache(Build build, Sightings found) {
    inImage(build)
        .filter(step -> !step.scope().isDeclared("PIP_NO_CACHE_DIR"))
        .filter(step -> step.mountTargets().noneMatch(PackageChecks::isPipCache))
        .filter(step ->
            step.commands()
                .filter(command -> command.called().is("rm"))
                .flatMap(command -> command.called().operands().stream())
                .noneMatch(word -> isPipCache(word.text().replaceAll("/[*]?$", ""))))
        .forEach(step ->
            calls(step)
                .filter(call -> call.kind() == Kind.PIP && call.isInstall())
                .filter(call -> !call.command().called().has("--no-cache-dir", "--no-cache"))
                .filter(call ->
                    call.command().called().settings().stream()
                        .noneMatch(word -> word.text().startsWith("PIP_NO_CACHE_DIR=")))
                .forEach(call -> found.add(step, call.command())));
  }

  /// Whether it is a person's cache, or pip's in it.
  private static boolean isPipCache(String path) {
    return path.endsWith("/.cache") || path.endsWith("/.cache/pip");
  }

  private static void cache(Build build, Sightings found, Predicate<Call> fits, String... paths) {
    inImage(build)
        .filter(step -> Stream.of(paths).noneMatch(step::hasMountAt) && !removes(step, paths))
        .forEach(step -> calls(step).filter(fits).forEach(call -> found.add(step, call.command())));
  }

  private static void npmInstall(Build build, Sightings found) {
    each(
        build,
        found,
        call -> {
          ShellCommand command = call.command();
          boolean isProject = call.packages().isEmpty() && !command.called().has("-g", "--global");
          return switch (call.kind()) {
            case NPM -> Set.of("install", "i").contains(call.verb()) && isProject;
            case YARN ->
                Set.of("install", "").contains(call.verb())
                    && isProject
                    && !command.called().has("--frozen-lockfile", "--immutable", "--version");
            case PNPM ->
                Set.of("install", "i").contains(call.verb())
                    && isProject
                    && !command.called().has("--frozen-lockfile");
            case APT, APK, DNF, ZYPPER, PIP, GEM -> false;
          };
        });
  }
}
