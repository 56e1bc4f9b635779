package dev.seaworthy.inspection;

import dev.seaworthy.base.Gap;
import java.util.List;
import java.util.stream.Stream;

/// The value that all inspections of an image come to.
///
/// @param observations sorted
/// @param engines what looked, in the order in which they were asked
/// @param gaps what could not be looked at, sorted
public record Inspection(
    List<Observation> observations, List<EngineReport> engines, List<Gap> gaps) {

  /// Nothing was looked at.
  public static final Inspection NONE = new Inspection(List.of(), List.of(), List.of());

  public Inspection {
    observations = observations.stream().sorted().distinct().toList();
    engines = List.copyOf(engines);
    gaps = gaps.stream().sorted().distinct().toList();
  }

  /// Both.
  public Inspection and(Inspection other) {
    return new Inspection(
        Stream.concat(observations.stream(), other.observations.stream()).toList(),
        Stream.concat(engines.stream(), other.engines.stream()).toList(),
        Stream.concat(gaps.stream(), other.gaps.stream()).toList());
  }
}
