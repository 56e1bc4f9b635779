package dev.seaworthy.advisory.version;

import dev.seaworthy.testkit.oracle.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a scheme's own documents say of its order: the file of that name beside this class.
///
/// @param chains each a list of versions, none after the next one
/// @param refused texts that are no versions
record PublishedOrder(List<Chain> chains, List<String> refused) {

  PublishedOrder {
    chains = List.copyOf(chains);
    refused = List.copyOf(refused);
  }

  /// @param versions in order
  /// @param ranks the same number for versions that equal each other
  record Chain(List<String> versions, List<Integer> ranks) {

    /// Every pair of the chain.
    Stream<Judgement> judgements() {
      List<Judgement> all = new ArrayList<>();
      for (int i = 0; i < versions.size(); i++) {
        for (int j = 0; j < versions.size(); j++) {
          Order order = Order.of(ranks.get(i).compareTo(ranks.get(j)));
          all.add(new Judgement(versions.get(i), order, versions.get(j)));
        }
      }
      return all.stream();
    }
  }

  /// One pair and how it stands.
  record Judgement(String left, Order order, String right) {}

  static PublishedOrder of(VersionScheme scheme) {
    List<Chain> chains = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (String line : lines(scheme.id() + ".txt")) {
      if (line.startsWith("! ")) {
        refused.add(line.substring(2));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        chains.add(chain(line));
      }
    }
    return new PublishedOrder(chains, refused);
  }

  /// Every version that the document names.
  List<String> versions() {
    return chains.stream().flatMap(chain -> chain.versions().stream()).distinct().toList();
  }

  private static Chain chain(String line) {
    String[] words = line.split(" ", -1);
    List<String> versions = new ArrayList<>();
    List<Integer> ranks = new ArrayList<>();
    int rank = 0;
    for (int i = 0; i < words.length; i += 2) {
      versions.add(words[i]);
      ranks.add(rank);
      if (i + 1 < words.length) {
        rank +=
            switch (words[i + 1]) {
              case "<" -> 1;
              case "=" -> 0;
              default -> throw new IllegalArgumentException("neither < nor = in: " + line);
            };
      }
    }
    return new Chain(List.copyOf(versions), List.copyOf(ranks));
  }

  /// The lines of a file beside this class.
  static List<String> lines(String name) {
    try (InputStream in = PublishedOrder.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
