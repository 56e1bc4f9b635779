package dev.seaworthy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every target over its seeds, among them each input that was once a finding.
class RegressionTest {

  private static final Path SEEDS = RepositoryRoot.find().resolve("fuzz/seeds");

  /// Far more than any seed needs, on the slowest machine.
  private static final Duration SEED_MAX = Duration.ofSeconds(20);

  static List<String> targets() {
    return Targets.all().stream().map(Target::name).toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void survivesItsSeeds(String name) throws Exception {
    Target target = Targets.named(name);
    target.parser().read(new byte[0]);
    for (Path seed : seeds(name)) {
      byte[] bytes = Files.readAllBytes(seed);
      assertTimeoutPreemptively(
          SEED_MAX, () -> target.parser().read(bytes), () -> name + "/" + seed.getFileName());
    }
  }

  /// The beginnings of honest files, and honest files with one byte changed, are the most common
  /// damage.
  @ParameterizedTest
  @MethodSource("targets")
  void survivesDamagedSeeds(String name) throws Exception {
    Target target = Targets.named(name);
    for (Path seed : seeds(name)) {
      byte[] bytes = Files.readAllBytes(seed);
      int step = Math.max(1, bytes.length / 16);
      for (int at = 0; at < bytes.length; at += step) {
        target.parser().read(java.util.Arrays.copyOf(bytes, at));
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) 0x81;
        target.parser().read(changed);
      }
    }
  }

  /// Else nothing but its way to say no would be tried.
  @Test
  void aSeedOfEveryCatalogerGetsAsFarAsAFact() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    for (Cataloger cataloger : BuiltInCatalogers.all()) {
      int facts = 0;
      for (Path seed : seeds(CatalogerTargets.name(cataloger))) {
        facts += CatalogerTargets.told(cataloger, Files.readAllBytes(seed));
      }
      softly.assertThat(facts).as(cataloger.id().name()).isPositive();
    }
    softly.assertAll();
  }

  /// Else the fuzzer would never get beyond a signature that doesn't fit.
  @Test
  void honestSignaturesCount() throws IOException {
    for (String name : List.of("signature-bundle", "signature-envelope", "signature-layer")) {
      byte[] honest = Files.readAllBytes(SEEDS.resolve(name).resolve("honest"));
      assertThatCode(() -> SignatureTargets.judge(name, honest))
          .as(name)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyFolderOfSeedsIsATargets() throws IOException {
    try (Stream<Path> folders = Files.list(SEEDS)) {
      assertThat(targets())
          .containsAll(
              new TreeSet<>(folders.map(folder -> folder.getFileName().toString()).toList()));
    }
  }

  private static List<Path> seeds(String name) throws IOException {
    Path folder = SEEDS.resolve(name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
