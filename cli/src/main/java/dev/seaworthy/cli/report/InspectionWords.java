package dev.seaworthy.cli.report;

import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.verdict.InspectionFinding;
import java.util.List;
import java.util.stream.Collectors;

/// Says in words what inspections saw. All foreign text in what it returns is safe to show.
final class InspectionWords {

  private InspectionWords() {}

  /// The rule and its first place, such as `secret.aws-access-key at /app/.env:3`.
  static String title(InspectionFinding finding) {
    String place = place(finding.observations().getFirst());
    return place.isEmpty() ? finding.rule().id() : finding.rule().id() + " at " + place;
  }

  /// Such as `High: an AWS access key`.
  static String rated(InspectionFinding finding) {
    return finding.rating().title() + ": " + finding.rule().title().english();
  }

  /// All in one line.
  static String sentence(InspectionFinding finding) {
    Observation first = finding.observations().getFirst();
    String evidence = Text.visible(first.evidence());
    return rated(finding) + (evidence.isEmpty() ? "" : ": " + evidence);
  }

  /// Every place with its evidence, and what to do.
  static String detail(InspectionFinding finding, FindingWords words) {
    return finding.observations().stream()
            .map(each -> placed(each, words))
            .collect(Collectors.joining("\n"))
        + "\n"
        + finding.rule().fix().english();
  }

  /// A place with its line, such as `/app/.env:3`; empty for the image as a whole.
  static String place(Observation observation) {
    String path = Text.visible(observation.location().path());
    return observation.line() > 0 ? path + ":" + observation.line() : path;
  }

  private static String placed(Observation observation, FindingWords words) {
    return List.of(
            place(observation),
            words.layer(observation.location().layer()),
            Text.visible(observation.evidence()))
        .stream()
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("  "));
  }
}
