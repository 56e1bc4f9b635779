package dev.seaworthy.cli.report;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.rulebook.Rating;
import java.util.List;
import java.util.stream.Stream;

/// What came of a check.
///
/// @param files in the order in which they were given
/// @param refuseFrom the rating from which on an observation stands in the way
public record CheckReport(List<CheckedDockerfile> files, Rating refuseFrom) {

  public CheckReport {
    files = List.copyOf(files);
  }

  /// Whether something stands in the way.
  public boolean isRefused() {
    return files.stream().flatMap(file -> file.observations().stream()).anyMatch(this::refuses);
  }

  boolean refuses(Observation observation) {
    return observation.rule().rating().isAtLeast(refuseFrom);
  }

  String outcome() {
    return isRefused() ? "refused" : "cleared";
  }

  /// The rules that fit, ignored or not, sorted by id.
  List<InspectionRule> rules() {
    return files.stream()
        .flatMap(file ->
            Stream.concat(
                file.observations().stream(),
                file.ignored().stream().map(CheckedDockerfile.Ignored::observation)))
        .map(Observation::rule)
        .distinct()
        .sorted()
        .toList();
  }
}
