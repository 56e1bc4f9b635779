package dev.seaworthy.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Seeded random values for property tests. A property runs over many seeds, and a failure names
/// the one seed that shows it again: `-Dseaworthy.seed=N` runs that alone.
public final class Samples {
  private static final long FIRST_SEED = 20_260_101L;

  private final long seed;
  private final RandomGenerator random;

  private Samples(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /// What must hold for whatever the samples bring.
  @FunctionalInterface
  public interface Property {
    void holdsFor(Samples samples) throws Exception;
  }

  /// Samples of one seed.
  public static Samples of(long seed) {
    return new Samples(seed);
  }

  /// Tries a property with as many seeds, always the same ones, or only with the seed that the
  /// system property `seaworthy.seed` names.
  ///
  /// @throws AssertionError naming the first seed with which the property fails
  public static void check(int tries, Property property) {
    String only = System.getProperty("seaworthy.seed");
    if (only != null) {
      check(of(Long.parseLong(only)), property);
      return;
    }
    for (int i = 0; i < tries; i++) {
      check(of(FIRST_SEED + i), property);
    }
  }

  private static void check(Samples samples, Property property) {
    try {
      property.holdsFor(samples);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "fails with -Dseaworthy.seed=%s: %s".formatted(samples.seed, e.getMessage()), e);
    }
  }

  public long seed() {
    return seed;
  }

  public RandomGenerator random() {
    return random;
  }

  /// A number from 0 to one less than the bound.
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /// A number between two others, both included.
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  public char pick(String characters) {
    return characters.charAt(below(characters.length()));
  }

  /// A list of made elements.
  public <T> List<T> list(int least, int most, Function<Samples, T> element) {
    int size = between(least, most);
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(Objects.requireNonNull(element.apply(this)));
    }
    return List.copyOf(list);
  }

  /// A text of the given characters.
  public String text(int least, int most, String characters) {
    StringBuilder text = new StringBuilder();
    for (int i = between(least, most); i > 0; i--) {
      text.append(pick(characters));
    }
    return text.toString();
  }

  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Bytes that compress about as well as program text does: words of a small vocabulary.
  public byte[] compressibleBytes(int length) {
    List<byte[]> words = list(200, 200, samples -> samples.bytes(samples.between(2, 24)));
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      byte[] word = pick(words);
      int part = Math.min(word.length, length - filled);
      System.arraycopy(word, 0, bytes, filled, part);
      filled += part;
    }
    return bytes;
  }

  /// The smallest part of a failing list, found by leaving out halves, quarters and so on, that
  /// still fails.
  public static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
    List<T> smallest = List.copyOf(failing);
    int part = Math.max(1, smallest.size() / 2);
    while (!smallest.isEmpty()) {
      List<T> smaller = withoutOnePart(smallest, part, fails);
      if (smaller.size() < smallest.size()) {
        smallest = smaller;
      } else if (part == 1) {
        return smallest;
      } else {
        part /= 2;
      }
    }
    return smallest;
  }

  private static <T> List<T> withoutOnePart(List<T> list, int part, Predicate<List<T>> fails) {
    for (int from = 0; from < list.size(); from += part) {
      List<T> rest = new ArrayList<>(list.subList(0, from));
      rest.addAll(list.subList(Math.min(list.size(), from + part), list.size()));
      if (fails.test(List.copyOf(rest))) {
        return List.copyOf(rest);
      }
    }
    return list;
  }
}
