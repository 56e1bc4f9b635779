package dev.seaworthy.inspection.dockerfile.check;

import java.util.Map;

/// What a Dockerfile does not say of its build.
///
/// @param target the stage that is built; empty for the last one
/// @param arguments the build arguments that are given, by name
/// @param context what is known of the files beside it
/// @param isHealthcheckNeeded whether an image must bring its own health check
public record CheckOptions(
    String target, Map<String, String> arguments, Context context, boolean isHealthcheckNeeded) {

  /// Nothing is known, and a health check is needed.
  public static final CheckOptions DEFAULTS = new CheckOptions("", Map.of(), Context.UNKNOWN, true);

  public CheckOptions {
    arguments = Map.copyOf(arguments);
  }

  /// What is known of the build's context.
  public enum Context {
    UNKNOWN,
    /// It has a `.dockerignore`.
    WITH_IGNORE_FILE,
    WITHOUT_IGNORE_FILE
  }
}
