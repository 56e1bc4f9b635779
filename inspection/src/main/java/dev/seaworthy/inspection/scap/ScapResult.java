package dev.seaworthy.inspection.scap;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What came of one rule (NIST IR 7275r4, 6.6.4.2).
public enum ScapResult {
  PASS,
  FAIL,
  ERROR,
  UNKNOWN,
  NOTAPPLICABLE,
  NOTCHECKED,
  NOTSELECTED,
  INFORMATIONAL,
  FIXED;

  /// The word in results, such as `notchecked`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The result of this word, or null.
  static @Nullable ScapResult ofWord(String word) {
    for (ScapResult result : values()) {
      if (result.word().equals(word)) {
        return result;
      }
    }
    return null;
  }
}
