package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Directive;
import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Instruction.Add;
import dev.seaworthy.inspection.dockerfile.Instruction.Copy;
import dev.seaworthy.inspection.dockerfile.Instruction.Run;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the image is built on, and what else comes from outside.
final class BaseImageChecks {

  private static final Pattern DIGEST =
      Pattern.compile(".*@sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})");
  private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?|ftp)://.*");
  private static final Pattern GIT =
      Pattern.compile("(?i)(?:git@|git://|ssh://|https?://.*\\.git(?:$|[#?])).*");
  private static final Pattern COMMIT =
      Pattern.compile(".*[#=:][0-9a-f]{40}(?:[0-9a-f]{24})?(?:[:&].*)?");

  private BaseImageChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("base-latest", BaseImageChecks::latest);
    looks.put("base-not-pinned", BaseImageChecks::notPinned);
    looks.put("copy-from-not-pinned", BaseImageChecks::copyFromNotPinned);
    looks.put("syntax-not-pinned", BaseImageChecks::syntaxNotPinned);
    looks.put("add-url", BaseImageChecks::addUrl);
    looks.put("add-local", BaseImageChecks::addLocal);
  }

  private static void latest(Build build, Sightings found) {
    for (Stage stage : onImages(build)) {
      String image = build.global().shown(stage.from().image());
      if (build.global().known(stage.from().image()).isPresent() && isMoving(image)) {
        found.add(stage.from().code().line(), image, "FROM " + image);
      }
    }
  }

  private static void notPinned(Build build, Sightings found) {
    for (Stage stage : onImages(build)) {
      Optional<String> image = build.global().known(stage.from().image());
      boolean isFound =
          image
              .map(name -> !isMoving(name) && !isPinned(name))
              .orElse(!isPinned(stage.from().image()));
      if (isFound) {
        String name = image.orElse(stage.from().image());
        found.add(
            stage.from().code().line(),
            name,
            "FROM " + name + (image.isEmpty() ? " (a variable without a value here)" : ""));
      }
    }
  }

  /// The stages that build on an image, and neither on another stage nor on nothing.
  static List<Stage> onImages(Build build) {
    return build.file().stages().stream()
        .filter(stage -> build.parent(stage).isEmpty())
        .filter(stage -> !build.global().shown(stage.from().image()).equals("scratch"))
        .toList();
  }

  private static boolean isMoving(String image) {
    int slash = image.lastIndexOf('/');
    int colon = image.indexOf(':', slash + 1);
    return !image.contains("@") && (colon < 0 || image.substring(colon + 1).equals("latest"));
  }

  static boolean isPinned(String image) {
    return DIGEST.matcher(image).matches();
  }

  private static void copyFromNotPinned(Build build, Sightings found) {
    build
        .steps()
        .forEach(step ->
            froms(step).stream()
                .filter(from -> isImage(build, step, from))
                .filter(from -> !isPinned(from))
                .forEach(from ->
                    found.add(
                        step.line(), from, step.instruction().code().keyword() + " from " + from)));
  }

  /// Where the files of a `COPY` or a mount come from, with values for variables that have one.
  static List<String> froms(Step step) {
    List<String> froms = new ArrayList<>();
    if (step.instruction() instanceof Copy copy) {
      copy.code().flag("from").ifPresent(froms::add);
    }
    if (step.instruction() instanceof Run run) {
      run.code().flags("mount").stream()
          .flatMap(mount -> Stream.of(mount.split(",", -1)))
          .filter(part -> part.startsWith("from="))
          .forEach(part -> froms.add(part.substring("from=".length())));
    }
    return froms.stream().map(step.scope()::shown).filter(from -> !from.isEmpty()).toList();
  }

  /// Whether it is an image's reference rather than the name of a stage, right or wrong.
  static boolean isImage(Build build, Step step, String from) {
    boolean isReference = from.contains("/") || from.contains(":") || from.contains("@");
    return isReference && build.earlier(from, step.stage()).isEmpty() && !from.contains("$");
  }

  private static void syntaxNotPinned(Build build, Sightings found) {
    for (Directive directive : build.file().directives()) {
      if (directive.name().equals("syntax") && !isPinned(directive.value())) {
        found.add(directive.line(), directive.value(), "# syntax=" + directive.value());
      }
    }
  }

  private static void addUrl(Build build, Sightings found) {
    build
        .steps()
        .filter(step -> step.instruction() instanceof Add)
        .filter(step -> step.instruction().code().flag("checksum").isEmpty())
        .filter(step -> sources(step).stream().anyMatch(BaseImageChecks::isUnchecked))
        .forEach(found::add);
  }

  private static boolean isUnchecked(String source) {
    return isRemote(source) && !(GIT.matcher(source).matches() && COMMIT.matcher(source).matches());
  }

  private static boolean isRemote(String source) {
    return ADDRESS.matcher(source).matches() || GIT.matcher(source).matches();
  }

  private static void addLocal(Build build, Sightings found) {
    build
        .steps()
        .filter(step -> step.instruction() instanceof Add)
        .filter(step -> sources(step).stream().noneMatch(BaseImageChecks::isRemote))
        .filter(step -> !isRootFileSystem(build, step))
        .forEach(found::add);
  }

  /// `ADD rootfs.tar /` is how base images are made.
  private static boolean isRootFileSystem(Build build, Step step) {
    return build.global().shown(step.stage().from().image()).equals("scratch")
        && step.instruction() instanceof Add add
        && add.destination().equals("/");
  }

  private static List<String> sources(Step step) {
    return step.instruction() instanceof Add add
        ? add.sources().stream().map(step.scope()::shown).toList()
        : List.of();
  }
}
