package dev.seaworthy.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `./bench` was asked for.
///
/// @param image an OCI layout; null for the Debian image of the testkit
/// @param database an advisory database; null for one built from the shared data, where they are
/// @param rounds how often each contender runs
/// @param isStrict whether a missed goal ends the process with 1
record Options(@Nullable Path image, @Nullable Path database, int rounds, boolean isStrict) {
  static final String USAGE =
      """
      usage: ./bench [--image OCI-LAYOUT] [--db FILE] [--runs N] [--strict]
        --image    an OCI layout with gzip layers (default: Debian 12, made with mmdebstrap)
        --db       an advisory database (default: built from the shared data, else the starter set)
        --runs     how often each contender runs, in turns (default 7)
        --strict   exit 1 when a goal is missed
      """;

  /// Reads the command line; empty when it is not one of ours.
  static Optional<Options> parse(List<String> words) {
    Options options = new Options(null, null, 7, false);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--strict")) {
        options = new Options(options.image, options.database, options.rounds, true);
      } else if (i + 1 < words.size()) {
        i++;
        Optional<Options> more = options.with(word, words.get(i));
        if (more.isEmpty()) {
          return more;
        }
        options = more.get();
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(options);
  }

  private Optional<Options> with(String option, String value) {
    return switch (option) {
      case "--image" -> Optional.of(new Options(Path.of(value), database, rounds, isStrict));
      case "--db" -> Optional.of(new Options(image, Path.of(value), rounds, isStrict));
      case "--runs" ->
          value.matches("[1-9]\\d{0,2}")
              ? Optional.of(new Options(image, database, Integer.parseInt(value), isStrict))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
