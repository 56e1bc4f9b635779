package dev.seaworthy.inventory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that the ecosystems' own tools or upstream made, each with the listing that such a tool
/// gave of them: everything in the listing is found, and nothing else. How each came to be stands
/// in `origins.md` beside them.
class LabelledFilesTest {

  private static final Path FOLDER =
      RepositoryRoot.find()
          .resolve("inventory/src/test/resources/dev/seaworthy/inventory/labelled");
  private static final String PACKED = ".gz";

  @TempDir Path temporary;

  /// A line of the table.
  ///
  /// @param pattern takes name and version from a line of the listing
  /// @param alias how the listing calls a package that was installed under another name, as
  ///   `alias=name`; empty for none
  private record Fixture(
      String name, String cataloger, String truth, Pattern pattern, String alias) {

    static Fixture parse(String line) {
      String[] cells = line.split("\t", -1);
      return new Fixture(cells[0], cells[1], cells[2], Pattern.compile(cells[3]), cells[4]);
    }

    Path folder() {
      return FOLDER.resolve(name);
    }

    Set<String> expected() throws IOException {
      Set<String> releases = new TreeSet<>();
      for (String line : Files.readAllLines(folder().resolve("listing.txt"))) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
          String listed = matcher.group("name");
          String real = alias.startsWith(listed + "=") ? alias.split("=", 2)[1] : listed;
          releases.add(release(real, matcher.group("version")));
        }
      }
      return releases;
    }

    /// Python's names are equal when PEP 503 says so, and tools write them in different ways.
    String release(String named, String version) {
      boolean isPython = cataloger.equals("requirements");
      return (isPython ? named.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : named)
          + " "
          + version;
    }
  }

  @Test
  void findsInEachFixtureWhatTheEcosystemsOwnToolListsAndNothingElse() throws Exception {
    Gates.always(
        "labelled files",
        () -> {
          SoftAssertions softly = new SoftAssertions();
          long judged = 0;
          for (Fixture fixture : fixtures()) {
            judged += judge(fixture, softly);
          }
          softly.assertAll();
          return judged;
        });
  }

  @Test
  void tellsHowEachFixtureCameToBe() throws IOException {
    List<String> told = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("origins.md"))) {
      if (line.startsWith("## ")) {
        told.add(line.substring(3));
      }
    }
    assertThat(told)
        .containsExactlyElementsOf(fixtures().stream().map(Fixture::name).sorted().toList());
    try (Stream<Path> folders = Files.list(FOLDER).filter(Files::isDirectory)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(told);
    }
  }

  private static List<Fixture> fixtures() throws IOException {
    return Files.readAllLines(FOLDER.resolve("labels.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Fixture::parse)
        .toList();
  }

  private long judge(Fixture fixture, SoftAssertions softly) throws IOException {
    Inventory inventory = Scan.folder(unpacked(fixture), temporary);
    Set<String> expected = fixture.expected();
    Set<String> found = new TreeSet<>();
    for (Component component : inventory.components()) {
      found.add(fixture.release(component.qualifiedName(), component.version()));
    }
    Labels.record(
        new Labels.Fixture(fixture.name(), fixture.cataloger(), fixture.truth()), expected, found);
    softly.assertThat(expected).as(fixture.name() + ": the listing").isNotEmpty();
    softly.assertThat(found).as(fixture.name()).isEqualTo(expected);
    softly
        .assertThat(Scan.catalogers(inventory))
        .as(fixture.name() + ": found by")
        .isEqualTo(fixture.cataloger());
    softly
        .assertThat(inventory.gaps())
        .as(fixture.name() + ": gaps")
        .allMatch(gap -> gap.code().equals(InventoryError.UNKNOWN_DISTRIBUTION.id()));
    return expected.size();
  }

  /// A copy of the fixture's tree, since files that are long lie packed in the repository, and
  /// twice where they are mostly zeros.
  private Path unpacked(Fixture fixture) throws IOException {
    Path tree = fixture.folder().resolve("tree");
    Path copy = temporary.resolve(fixture.name());
    try (Stream<Path> files = Files.walk(tree).filter(Files::isRegularFile)) {
      for (Path file : files.sorted().toList()) {
        String path = tree.relativize(file).toString();
        InputStream in = Files.newInputStream(file);
        while (path.endsWith(PACKED)) {
          path = path.substring(0, path.length() - PACKED.length());
          in = new GZIPInputStream(in);
        }
        Path target = copy.resolve(path);
        Files.createDirectories(target.getParent());
        try (InputStream content = in) {
          Files.copy(content, target);
        }
      }
    }
    return copy;
  }
}
