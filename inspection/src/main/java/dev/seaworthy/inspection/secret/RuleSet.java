package dev.seaworthy.inspection.secret;

import java.util.Arrays;

/// A set of rules by their numbers. Not for several threads.
final class RuleSet {

  private final long[] words;

  /// @param rules how many rules there are
  RuleSet(int rules) {
    words = new long[(rules + 63) / 64];
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  void fill() {
    Arrays.fill(words, -1);
  }

  void add(int number) {
    words[number >>> 6] |= 1L << number;
  }

  void remove(int number) {
    words[number >>> 6] &= ~(1L << number);
  }

  boolean has(int number) {
    return (words[number >>> 6] & 1L << number) != 0;
  }
}
