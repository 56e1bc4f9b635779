package dev.seaworthy.verdict;

import dev.seaworthy.base.Text;
import java.util.Arrays;
import java.util.Locale;

/// What a person may do with deviations.
public enum Duty {
  /// Ask for one, take it back, check in with the vendor.
  REQUEST,
  /// Stand behind somebody else's.
  ENDORSE,
  /// Record what the authorising official decided.
  RECORD;

  /// The word in files.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when it is none
  public static Duty of(String word) {
    return Arrays.stream(values())
        .filter(duty -> duty.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" is none of request, endorse and record".formatted(Text.shorten(word, 40))));
  }
}
