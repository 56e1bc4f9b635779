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
/// @param isBig whether two big images that share layers are measured, not one
/// @param isStrict whether a missed goal ends the process with 1
record Options(
    @Nullable Path image, @Nullable Path database, int rounds, boolean isBig, boolean isStrict) {
  /// What [Main] looks for before it reads the rest.
  static final String ADVISORIES = "--advisories";

  static final String USAGE =
      """
      usage: ./bench [--image OCI-LAYOUT | --big | --advisories] [--db FILE] [--runs N] [--strict]
        --image    an OCI layout with gzip layers (default: Debian 12, made with mmdebstrap)
        --big      two images of 2 GB with 500 jars that share all but a twentieth
        --advisories  no image, but the advisory database by itself, from the shared data
        --db       an advisory database (default: built from the shared data, else the starter set)
        --runs     how often each contender runs, in turns (default 7, of --big 3)
        --strict   exit 1 when a goal is missed
      """;

  /// Reads the command line; empty when it is not one of ours.
  static Optional<Options> parse(List<String> words) {
    boolean isBig = words.contains("--big");
    Options options = new Options(null, null, isBig ? 3 : 7, isBig, false);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--strict")) {
        options = new Options(options.image, options.database, options.rounds, options.isBig, true);
      } else if (!word.equals("--big") && i + 1 < words.size()) {
        i++;
        Optional<Options> more = options.with(word, words.get(i));
        if (more.isEmpty()) {
          return more;
        }
        options = more.get();
      } else if (!word.equals("--big")) {
        return Optional.empty();
      }
    }
    return options.isBig && options.image != null ? Optional.empty() : Optional.of(options);
  }

  private Optional<Options> with(String option, String value) {
    return switch (option) {
      case "--image" -> Optional.of(new Options(Path.of(value), database, rounds, isBig, isStrict));
      case "--db" -> Optional.of(new Options(image, Path.of(value), rounds, isBig, isStrict));
      case "--runs" ->
          value.matches("[1-9]\\d{0,2}")
              ? Optional.of(new Options(image, database, Integer.parseInt(value), isBig, isStrict))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
