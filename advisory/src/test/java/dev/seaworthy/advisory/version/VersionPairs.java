package dev.seaworthy.advisory.version;

import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.VersionSamples;
import dev.seaworthy.testkit.oracle.VersionPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Makes pairs of which most are neighbours, since that is where orderings differ. Changed versions
/// are often none any more; of the pairs with a text that we refuse, one in five is kept.
final class VersionPairs {

  /// How the two versions of a pair are akin.
  enum Kind {
    /// One is the other, real, with one token changed.
    TOKEN,
    /// One is the other, real, with one character changed, added or left out.
    CHARACTER,
    /// Both are real ones, or of a real one's shape.
    REAL
  }

  /// @param kind how they are akin
  record Made(Kind kind, VersionPair pair) {}

  private final VersionScheme scheme;
  private final List<String> real;
  private final VersionSamples mutations;
  private final Samples samples;
  private final String characters;

  VersionPairs(VersionScheme scheme, List<String> real, VersionSamples mutations, Samples samples) {
    this.scheme = scheme;
    this.real = List.copyOf(real);
    this.mutations = mutations;
    this.samples = samples;
    this.characters = alphabet(this.real);
  }

  /// So many different pairs: of twenty, twelve by token, five by character, three real. More by
  /// token and by character than are wanted, since it is of those that tools refuse some.
  ///
  /// @param scope which pairs are worth asking for
  List<Made> make(int count, Predicate<VersionPair> scope) {
    List<Made> pairs = new ArrayList<>(count);
    Set<VersionPair> known = new HashSet<>();
    while (pairs.size() < count) {
      int turn = pairs.size() % 20;
      Kind kind = turn < 12 ? Kind.TOKEN : turn < 17 ? Kind.CHARACTER : Kind.REAL;
      VersionPair pair = pair(kind);
      boolean isChanged = kind == Kind.REAL || !pair.left().equals(pair.right());
      if (isChanged && isWorthAsking(pair) && scope.test(pair) && known.add(pair)) {
        pairs.add(new Made(kind, pair));
      }
    }
    return pairs;
  }

  private boolean isWorthAsking(VersionPair pair) {
    if (pair.left().isBlank() || pair.right().isBlank()) {
      return false;
    }
    boolean isOrdered =
        scheme.parse(pair.left()).isOrdered() && scheme.parse(pair.right()).isOrdered();
    return isOrdered || samples.chance(0.2);
  }

  private VersionPair pair(Kind kind) {
    int place = samples.below(real.size());
    String version = real.get(place);
    String other =
        switch (kind) {
          case TOKEN -> mutations.mutate(samples, version);
          case CHARACTER -> changed(version);
          case REAL -> another(place);
        };
    return samples.chance(0.5) ? new VersionPair(other, version) : new VersionPair(version, other);
  }

  /// Three versions, each a real one or akin to the one before.
  List<String> triple() {
    List<String> versions = new ArrayList<>();
    versions.add(samples.pick(real));
    while (versions.size() < 3) {
      String before = versions.getLast();
      String next =
          switch (samples.below(3)) {
            case 0 -> mutations.mutate(samples, before);
            case 1 -> before.isEmpty() ? before : changed(before);
            default -> another(samples.below(real.size()));
          };
      versions.add(next);
    }
    return versions;
  }

  /// A neighbour by text, any other, or one of the ecosystem's usual shape.
  private String another(int place) {
    return switch (samples.below(3)) {
      case 0 -> real.get(Math.floorMod(place + samples.between(-3, 3), real.size()));
      case 1 -> samples.pick(real);
      default -> mutations.usual(samples);
    };
  }

  private String changed(String version) {
    int place = samples.below(version.length());
    String character = String.valueOf(samples.pick(characters));
    String before = version.substring(0, place);
    return switch (samples.below(3)) {
      case 0 -> before + character + version.substring(place + 1);
      case 1 -> before + character + version.substring(place);
      default -> before + version.substring(place + 1);
    };
  }

  /// The characters that real versions are written in, the frequent ones as often as they stand
  /// there.
  private static String alphabet(List<String> versions) {
    StringBuilder characters = new StringBuilder();
    for (int i = 0; i < versions.size(); i += Math.max(1, versions.size() / 200)) {
      characters.append(versions.get(i));
    }
    return characters.toString();
  }
}
