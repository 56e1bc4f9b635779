package dev.seaworthy.inspection.dockerfile.check;

/// Judges the checks of its own class loader by the samples.
public final class SampleJudge {

  private SampleJudge() {}

  /// Whether a sample is not seen as it says.
  public static boolean isAnyWrong() {
    DockerfileChecks checks = DockerfileChecks.builtIn();
    return Sample.all().stream().anyMatch(sample -> !sample.holds(checks));
  }
}
