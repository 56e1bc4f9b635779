package dev.seaworthy.image.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that was probably meant.
final class Nearness {

  private Nearness() {}

  /// The name that differs least, when it differs little enough to be a slip of the finger: by a
  /// third of its letters.
  static Optional<String> nearest(String wrong, Collection<String> names) {
    return names.stream()
        .map(name -> new Candidate(name, distance(wrong, name)))
        .filter(candidate -> candidate.distance() <= Math.max(1, wrong.length() / 3))
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  private record Candidate(String name, int distance) {}

  /// How many letters must be added, dropped, replaced or swapped with their neighbour (optimal
  /// string alignment).
  static int distance(String left, String right) {
    int[][] rows = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      rows[i][0] = i;
    }
    for (int j = 0; j <= right.length(); j++) {
      rows[0][j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      for (int j = 1; j <= right.length(); j++) {
        int cost = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best =
            Math.min(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + cost);
        boolean isSwapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        rows[i][j] = isSwapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
      }
    }
    return rows[left.length()][right.length()];
  }
}
