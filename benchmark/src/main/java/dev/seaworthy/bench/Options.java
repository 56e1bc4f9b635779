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
/// @param textMegabytes how large the image of texts is that is measured instead; 0 for none
/// @param isStrict whether a missed goal ends the process with 1
record Options(
    @Nullable Path image,
    @Nullable Path database,
    int rounds,
    boolean isBig,
    int textMegabytes,
    boolean isStrict) {
  /// What [Main] looks for before it reads the rest.
  static final String ADVISORIES = "--advisories";

  /// Likewise.
  static final String CERTIFICATES = "--certificates";

  /// Likewise.
  static final String LEDGER = "--ledger";

  /// Likewise.
  static final String PLATFORM = "--platform";

  /// Likewise.
  static final String REGISTRY = "--registry";

  /// Likewise.
  static final String SECRETS = "--secrets";

  /// Likewise; what follows are image sources.
  static final String HITS = "--hits";

  static final String USAGE =
      """
      usage: ./bench [--image OCI-LAYOUT | --big | --texts MB] [--db FILE] [--runs N] [--strict]
             ./bench --advisories [--runs N] [--strict]
             ./bench --certificates [--runs N] [--strict]
             ./bench --ledger [--runs N] [--strict]
             ./bench --platform [--runs N] [--strict]
             ./bench --registry [--runs N] [--strict]
             ./bench --secrets [MB] [--strict]
             ./bench --hits [SOURCE...]
        --image    an OCI layout with gzip layers (default: Debian 12, made with mmdebstrap)
        --big      two images of 2 GB with 500 jars that share all but a twentieth
        --texts    an image of so many megabytes of texts: what looking for secrets costs (2000 is usual)
        --advisories  no image, but the advisory database by itself, from the shared data
        --certificates  no image, but one certificate verified, cold and warm
        --ledger   no image, but a ledger of a million records, verified, tampered with and certified with
        --platform  no image, but `seaworthy up` from nothing to signed in, and its memory when idle
        --registry  no image, but our registry beside docker-registry, both with TLS
        --secrets  no image, but the search for secrets by itself, over 250 MB of files or as many as named
        --hits     no measure, but all that looks like a secret in images and directories (dir:PATH)
        --db       an advisory database (default: built from the shared data, else the starter set)
        --runs     how often each contender runs, in turns (default 7, of --big and --texts 3)
        --strict   exit 1 when a goal is missed
      """;

  /// Reads the command line; empty when it is not one of ours.
  static Optional<Options> parse(List<String> words) {
    boolean isBig = words.contains("--big");
    boolean isLong = isBig || words.contains("--texts");
    Options options = new Options(null, null, isLong ? 3 : 7, isBig, 0, false);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--strict")) {
        options =
            new Options(
                options.image,
                options.database,
                options.rounds,
                options.isBig,
                options.textMegabytes,
                true);
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
    int images = options.isBig ? 1 : 0;
    images += options.image != null ? 1 : 0;
    images += options.textMegabytes > 0 ? 1 : 0;
    return images > 1 ? Optional.empty() : Optional.of(options);
  }

  private Optional<Options> with(String option, String value) {
    return switch (option) {
      case "--image" ->
          Optional.of(
              new Options(Path.of(value), database, rounds, isBig, textMegabytes, isStrict));
      case "--db" ->
          Optional.of(new Options(image, Path.of(value), rounds, isBig, textMegabytes, isStrict));
      case "--runs" ->
          number(value, 3)
              .map(runs -> new Options(image, database, runs, isBig, textMegabytes, isStrict));
      case "--texts" ->
          number(value, 5)
              .map(megabytes -> new Options(image, database, rounds, isBig, megabytes, isStrict));
      default -> Optional.empty();
    };
  }

  /// A whole number from 1 on.
  static Optional<Integer> number(String text, int digitsMax) {
    boolean isNumber = text.matches("[1-9]\\d*") && text.length() <= digitsMax;
    return isNumber ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
