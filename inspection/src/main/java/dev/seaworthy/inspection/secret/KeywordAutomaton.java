package dev.seaworthy.inspection.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Finds many words in bytes in one pass (Aho and Corasick, 1975), without regard to ASCII case: a
/// table with one row for each state and one column for each class of bytes that the words tell
/// apart. Immutable, so it may be shared.
final class KeywordAutomaton implements KeywordFinder {

  private static final int[] NONE = {};

  /// Marks a state in which words end, so that the loop looks at one number only.
  private static final int HIT = 1 << 30;

  private final byte[] classOf = new byte[256];
  private final int classes;
  private final int[] table;
  private final int[][] wordsAt;
  private final int[] lengths;
  private final int longest;

  /// @param words ASCII; numbered in their order
  KeywordAutomaton(List<String> words) {
    classes = classify(words);
    lengths = words.stream().mapToInt(String::length).toArray();
    longest = Arrays.stream(lengths).max().orElse(0);
    List<int[]> rows = new ArrayList<>();
    List<int[]> ends = new ArrayList<>();
    addRow(rows, ends);
    for (int word = 0; word < words.size(); word++) {
      int state = 0;
      for (byte unit : folded(words.get(word))) {
        int column = classOf[unit & 0xff];
        int next = rows.get(state)[column];
        if (next < 0) {
          next = rows.size();
          addRow(rows, ends);
          rows.get(state)[column] = next;
        }
        state = next;
      }
      ends.set(state, with(ends.get(state), new int[] {word}));
    }
    link(rows, ends);
    table = new int[rows.size() * classes];
    wordsAt = ends.toArray(new int[0][]);
    Arrays.stream(wordsAt).forEach(Arrays::sort);
    for (int state = 0; state < rows.size(); state++) {
      for (int column = 0; column < classes; column++) {
        int next = rows.get(state)[column];
        table[state * classes + column] = next * classes | (ends.get(next).length > 0 ? HIT : 0);
      }
    }
  }

  private int classify(List<String> words) {
    int next = 1;
    for (String word : words) {
      for (byte unit : folded(word)) {
        if (classOf[unit & 0xff] == 0) {
          classOf[unit & 0xff] = (byte) next++;
        }
      }
    }
    for (int unit = 'A'; unit <= 'Z'; unit++) {
      classOf[unit] = classOf[unit + 'a' - 'A'];
    }
    return next;
  }

  private static byte[] folded(String word) {
    return word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }

  private void addRow(List<int[]> rows, List<int[]> ends) {
    int[] row = new int[classes];
    Arrays.fill(row, -1);
    rows.add(row);
    ends.add(NONE);
  }

  /// Fills the gaps of each row from the state of the longest proper suffix.
  private void link(List<int[]> rows, List<int[]> ends) {
    int[] suffix = new int[rows.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int column = 0; column < classes; column++) {
      int next = rows.getFirst()[column];
      if (next < 0) {
        rows.getFirst()[column] = 0;
      } else {
        queue.add(next);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      ends.set(state, with(ends.get(state), ends.get(suffix[state])));
      for (int column = 0; column < classes; column++) {
        int fallback = rows.get(suffix[state])[column];
        int next = rows.get(state)[column];
        if (next < 0) {
          rows.get(state)[column] = fallback;
        } else {
          suffix[next] = fallback;
          queue.add(next);
        }
      }
    }
  }

  private static int[] with(int[] left, int[] right) {
    int[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  /// The longest word's length.
  int longest() {
    return longest;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public void scan(byte[] bytes, int start, int end, Sink sink) {
    int[] rows = table;
    byte[] columns = classOf;
    int state = 0;
    for (int at = start; at < end; at++) {
      int entry = rows[state + columns[bytes[at] & 0xff]];
      state = entry & ~HIT;
      if (entry != state) {
        for (int word : wordsAt[state / classes]) {
          sink.found(word, at + 1 - lengths[word]);
        }
      }
    }
  }
}
