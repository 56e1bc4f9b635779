package dev.seaworthy.fuzz;

/// What Jazzer calls: the target is named by `--target_args`.
public final class Fuzzing {

  private static Target target = Targets.all().getFirst();

  private Fuzzing() {}

  /// Called once, before the first input.
  public static void fuzzerInitialize(String[] arguments) {
    target = Targets.named(arguments[0]);
  }

  /// Called with every input; whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    target.parser().read(bytes);
  }
}
