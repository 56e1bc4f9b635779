package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.ConfigChecks.shown;

import dev.seaworthy.image.ImageReference;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks of how a container starts, and of what the image says of its origin.
final class StartChecks {

  /// What tools that build alike every time write in place of the time: the beginning of Unix's
  /// time, the one of zip and FAT, and Go's zero.
  private static final Instant FIXED_UNTIL = Instant.parse("1980-01-03T00:00:00Z");

  /// Clocks differ, and so do their zones.
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private StartChecks() {}

  static List<Coded> all() {
    return List.of(
        new Coded(
            "hardening.entry-point-missing",
            Scope.CONFIG,
            List.of(new OfImage("missing", StartChecks::missing))),
        new Coded(
            "hardening.entry-point-shell",
            Scope.CONFIG.and((image, _) ->
                Scope.notApplicable(!image.command().isEmpty(), "the image has no entry point")),
            List.of(
                new OfImage("interactive", StartChecks::interactive),
                new OfImage("shell-form", StartChecks::shellForm))),
        new Coded(
            "hardening.labels-missing",
            Scope.CONFIG,
            List.of(
                new OfImage("missing", StartChecks::missingLabels),
                new OfImage("empty", StartChecks::emptyLabels))),
        new Coded(
            "hardening.tag-moving",
            Scope.REFERENCE,
            List.of(new OfImage("moving", StartChecks::movingTag))),
        new Coded(
            "hardening.created-implausible",
            Scope.CONFIG,
            List.of(
                new OfImage("unreadable", StartChecks::unreadableTime),
                new OfImage("future", StartChecks::futureTime))),
        new Coded(
            "hardening.image-old",
            StartChecks::hasTime,
            List.of(new OfImage("old", StartChecks::old))));
  }

  private static List<Sight> missing(InspectedImage image, Parameters parameters) {
    return image.command().isEmpty()
        ? List.of(
            Sight.inConfig("config/Entrypoint", "neither an entry point nor a command is set"))
        : List.of();
  }

  /// The words of the command behind init programs and their options, as in `tini -- bash`.
  private static List<String> started(InspectedImage image, Parameters parameters) {
    List<String> words = image.command();
    int at = 0;
    while (at < words.size() && parameters.fits("wrappers", name(words.get(at)))) {
      at++;
      while (at < words.size() && words.get(at).startsWith("-")) {
        at++;
      }
    }
    return words.subList(at, words.size());
  }

  private static String name(String command) {
    return command.substring(command.lastIndexOf('/') + 1);
  }

  private static boolean isShell(List<String> words, Parameters parameters) {
    return !words.isEmpty() && parameters.fits("shells", name(words.getFirst()));
  }

  /// The options of a shell, up to the script or the line that it is given (sh(1)).
  private static List<String> options(List<String> words) {
    List<String> options = new ArrayList<>();
    for (int i = 1; i < words.size() && words.get(i).matches("[-+].*"); i++) {
      options.add(words.get(i));
      if (words.get(i).matches("[-+][a-z]*o")) {
        i++;
      }
    }
    return options;
  }

  private static boolean takesText(List<String> words) {
    return options(words).stream().anyMatch(option -> option.matches("-[a-z]*c"));
  }

  private static boolean takesScript(List<String> words) {
    List<String> options = options(words);
    long values = options.stream().filter(option -> option.matches("[-+][a-z]*o")).count();
    return words.size() > 1 + options.size() + values;
  }

  private static List<Sight> interactive(InspectedImage image, Parameters parameters) {
    List<String> words = started(image, parameters);
    return isShell(words, parameters) && !takesText(words) && !takesScript(words)
        ? List.of(
            Sight.inConfig(
                "config/Entrypoint",
                "what starts is %s, which waits for commands".formatted(shown(words.getFirst()))))
        : List.of();
  }

  private static List<Sight> shellForm(InspectedImage image, Parameters parameters) {
    List<String> words = started(image, parameters);
    return isShell(words, parameters) && takesText(words)
        ? List.of(
            Sight.inConfig(
                "config/Entrypoint",
                "what starts is a line that %s interprets".formatted(shown(words.getFirst()))))
        : List.of();
  }

  private static List<Sight> missingLabels(InspectedImage image, Parameters parameters) {
    Map<String, String> labels = image.execution().labels();
    return parameters.texts("labels").stream()
        .filter(label -> !labels.containsKey(label))
        .map(label -> Sight.inConfig("config/Labels/" + label, "there is no such label"))
        .toList();
  }

  private static List<Sight> emptyLabels(InspectedImage image, Parameters parameters) {
    Map<String, String> labels = image.execution().labels();
    return parameters.texts("labels").stream()
        .filter(label -> labels.containsKey(label) && labels.getOrDefault(label, "").isBlank())
        .map(label -> Sight.inConfig("config/Labels/" + label, "the label is empty"))
        .toList();
  }

  private static List<Sight> movingTag(InspectedImage image, Parameters parameters) {
    ImageReference reference = image.subject().referenceOrNull();
    String tag = reference == null ? null : reference.tag();
    return reference != null
            && reference.digest() == null
            && tag != null
            && parameters.fits("tags", tag)
        ? List.of(
            Sight.inConfig(
                "reference",
                "the image was asked for as %s".formatted(shown(reference.toString()))))
        : List.of();
  }

  /// When the image says it was made, or null.
  private static @Nullable Instant createdOrNull(InspectedImage image) {
    try {
      return OffsetDateTime.parse(image.config().created()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static List<Sight> unreadableTime(InspectedImage image, Parameters parameters) {
    return createdOrNull(image) == null
        ? List.of(
            Sight.inConfig(
                "created",
                image.config().created().isEmpty()
                    ? "the image doesn't say when it was made"
                    : "\"%s\" is no time".formatted(shown(image.config().created()))))
        : List.of();
  }

  private static List<Sight> futureTime(InspectedImage image, Parameters parameters) {
    Instant created = createdOrNull(image);
    return created != null && created.isAfter(image.surroundings().now().plus(CLOCK_TOLERANCE))
        ? List.of(Sight.inConfig("created", "the image says it was made on %s".formatted(created)))
        : List.of();
  }

  private static Scope.@Nullable Excuse hasTime(InspectedImage image, Parameters parameters) {
    Instant created = createdOrNull(image);
    if (created == null) {
      return new Scope.Excuse(Outcome.NOT_CHECKED, "the image doesn't say when it was made");
    }
    return created.isBefore(FIXED_UNTIL)
        ? new Scope.Excuse(
            Outcome.NOT_CHECKED,
            "the image's time, %s, is a fixed one of a reproducible build".formatted(created))
        : null;
  }

  private static List<Sight> old(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    Instant created = createdOrNull(image);
    long daysMax = parameters.number("daysMax");
    if (created != null
        && created.isBefore(image.surroundings().now().minus(Duration.ofDays(daysMax)))) {
      sights.add(
          Sight.inConfig(
              "created",
              "the image was made on %s, more than %s days ago".formatted(created, daysMax)));
    }
    return sights;
  }
}
