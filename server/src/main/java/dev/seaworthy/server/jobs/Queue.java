package dev.seaworthy.server.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a job waits. None starves another: each gets its share of the workers by its weight, and
/// in it each project the same.
public enum Queue {
  /// Somebody waits for it.
  ADHOC(8),
  /// An image was pushed.
  PUSH(6),
  /// A scan window ends.
  DUE(3),
  /// Everything anew, such as after newer advisory data.
  BULK(1);

  private final int weight;

  Queue(int weight) {
    this.weight = weight;
  }

  /// Its share of the workers beside those of the others, while all have something to do.
  public int weight() {
    return weight;
  }

  /// The name in the API and in the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The queue of that name.
  public static Optional<Queue> of(String word) {
    return Arrays.stream(values()).filter(queue -> queue.word().equals(word)).findFirst();
  }
}
