package dev.seaworthy.testkit.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Two versions to be compared, as written.
///
/// @param left the one whose place is asked for
/// @param right the one that it is compared with
public record VersionPair(String left, String right) {
  public VersionPair {
    Objects.requireNonNull(left);
    Objects.requireNonNull(right);
  }

  /// Every ordered pair of a list, each version with itself too.
  public static List<VersionPair> all(List<String> versions) {
    List<VersionPair> pairs = new ArrayList<>();
    for (String left : versions) {
      for (String right : versions) {
        pairs.add(new VersionPair(left, right));
      }
    }
    return List.copyOf(pairs);
  }
}
