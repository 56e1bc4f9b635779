package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Instruction.User;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// As whom the image runs.
final class UserChecks {

  private static final Pattern ROOT = Pattern.compile("(?:root|0+)(?::.*)?");

  private UserChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("user-missing", UserChecks::missing);
    looks.put("user-root", UserChecks::root);
    looks.put("user-root-again", UserChecks::rootAgain);
  }

  private static void missing(Build build, Sightings found) {
    Optional<Step> last = last(build);
    Stage target = build.target();
    if (last.isEmpty()) {
      found.add(target.from().code().line(), target.label(), "no USER in stage " + target.label());
      return;
    }
    if (user(last.get()).isEmpty()) {
      found.add(last.get());
    }
  }

  private static void root(Build build, Sightings found) {
    last(build).filter(UserChecks::isRoot).ifPresent(found::add);
  }

  private static void rootAgain(Build build, Sightings found) {
    Optional<Step> last = last(build);
    boolean isPlain = false;
    for (Step step : users(build)) {
      boolean isRoot = isRoot(step);
      if (isRoot && isPlain && !last.equals(Optional.of(step))) {
        found.add(step);
      }
      isPlain = isPlain || !isRoot;
    }
  }

  private static List<Step> users(Build build) {
    return build.stepsOfImage().stream()
        .filter(step -> step.instruction() instanceof User && !step.isTrigger())
        .toList();
  }

  private static Optional<Step> last(Build build) {
    List<Step> users = users(build);
    return users.isEmpty() ? Optional.empty() : Optional.of(users.getLast());
  }

  /// Nothing where a variable has no value, so that nobody can tell.
  private static Optional<String> user(Step step) {
    return step.instruction() instanceof User user
        ? step.scope().known(user.user()).map(String::strip).filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  private static boolean isRoot(Step step) {
    return user(step).filter(name -> ROOT.matcher(name).matches()).isPresent();
  }
}
