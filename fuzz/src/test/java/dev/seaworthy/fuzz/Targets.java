package dev.seaworthy.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Every target there is: those of single parsers, and one for each cataloger.
final class Targets {

  private static final List<Target> ALL = join();

  private Targets() {}

  /// By name.
  static List<Target> all() {
    return ALL;
  }

  /// @throws IllegalArgumentException when there is none of this name
  static Target named(String name) {
    return ALL.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no fuzz target " + name));
  }

  private static List<Target> join() {
    List<Target> all = new ArrayList<>(ImageTargets.all());
    all.addAll(AdvisoryTargets.all());
    all.addAll(CatalogerTargets.all());
    all.addAll(BuildTargets.all());
    all.addAll(EngineTargets.all());
    all.addAll(SecretTargets.all());
    all.addAll(KeylessTargets.all());
    all.addAll(SignatureTargets.all());
    all.addAll(SurveyTargets.all());
    all.sort(Comparator.comparing(Target::name));
    return List.copyOf(all);
  }
}
