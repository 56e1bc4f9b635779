package dev.seaworthy.inspection.dockerfile;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.InspectionError;

/// Tells what is wrong with a Dockerfile, with the place.
///
/// @param path the file
record Faults(String path) {

  private static final int SHOWN_CHARS_MAX = 60;

  /// @param hint what to do
  SeaworthyException at(int line, String problem, String hint) {
    return new SeaworthyException(
        InspectionError.BAD_DOCKERFILE,
        "%s: line %s: %s".formatted(Text.visible(path), line, problem),
        hint,
        null);
  }

  static String shown(String text) {
    return Text.shorten(text, SHOWN_CHARS_MAX);
  }
}
