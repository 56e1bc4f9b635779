package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.Observation;
import java.util.Comparator;
import java.util.List;

/// What came of checking one Dockerfile.
///
/// @param path the file
/// @param observations what fits, in the order of lines
/// @param ignored what fits too, and a comment in the file says why it is left alone
public record CheckedDockerfile(
    String path, List<Observation> observations, List<Ignored> ignored) {

  private static final Comparator<Observation> BY_LINE =
      Comparator.comparingLong(Observation::line).thenComparing(Comparator.naturalOrder());

  public CheckedDockerfile {
    observations = observations.stream().sorted(BY_LINE).distinct().toList();
    ignored = ignored.stream().sorted(Comparator.comparing(Ignored::observation, BY_LINE)).toList();
  }

  /// What a comment ignores.
  ///
  /// @param reason as the comment says
  /// @param line of the comment
  public record Ignored(Observation observation, String reason, int line) {}
}
