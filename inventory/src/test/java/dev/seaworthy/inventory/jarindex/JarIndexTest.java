package dev.seaworthy.inventory.jarindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.LayeredFacts;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import dev.seaworthy.inventory.jarindex.JarIndex.Coordinates;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarIndexTest {

  private static final String EMPTY_SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
  private static final String ABC_SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";

  @TempDir Path folder;

  @Test
  void knowsTheArchivesOfARepositoryByTheirHashes() throws IOException {
    put("org/example/tool/1.0/tool-1.0.jar", "abc");
    put("org/example/nothing/2/nothing-2-all.jar", "");
    put("org/example/tool/1.0/tool-1.0.pom", "<project/>");
    put("org/example/tool/1.0/tool-1.0-sources.jar", "sources");

    JarIndexBuilder.Report report = JarIndexBuilder.build(folder.resolve("repository"), index());

    assertThat(report).isEqualTo(new JarIndexBuilder.Report(2, 0));
    try (JarIndexFile index = JarIndexFile.open(index())) {
      assertThat(index.size()).isEqualTo(2);
      assertThat(index.find(ABC_SHA1)).contains(new Coordinates("org.example", "tool", "1.0"));
      assertThat(index.find(EMPTY_SHA1)).contains(new Coordinates("org.example", "nothing", "2"));
      assertThat(index.find("0".repeat(40))).isEmpty();
      assertThat(index.find("abc")).isEmpty();
    }
  }

  @Test
  void leavesOutWhatHasTwoNames() throws IOException {
    put("org/example/tool/1.0/tool-1.0.jar", "abc");
    put("com/example/tool/1.0/tool-1.0.jar", "abc");
    put("com/example/other/1.0/other-1.0.jar", "");

    assertThat(JarIndexBuilder.build(folder.resolve("repository"), index()))
        .isEqualTo(new JarIndexBuilder.Report(1, 1));
    try (JarIndexFile index = JarIndexFile.open(index())) {
      assertThat(index.find(ABC_SHA1)).isEmpty();
    }
  }

  /// jspecify is built without Maven, so that its archive says nothing of its coordinates; the
  /// truth is where Maven keeps it.
  @Test
  void namesARealArchiveThatDoesNotNameItself() throws IOException {
    Path jar = onTheClassPath("jspecify");
    Path version = jar.getParent();
    String wanted = version.getFileName().toString();
    Path kept =
        folder.resolve("repository/org/jspecify/jspecify/" + wanted + "/" + jar.getFileName());
    Files.createDirectories(kept.getParent());
    Files.copy(jar, kept);
    JarIndexBuilder.build(folder.resolve("repository"), index());
    ImageFacts facts =
        LayeredFacts.by(BuiltInCatalogers.all())
            .layer()
            .file("/opt/annotations.jar", Files.readAllBytes(jar))
            .facts();

    try (JarIndexFile index = JarIndexFile.open(index())) {
      List<Component> known = Inventories.assemble(facts, Limits.defaults(), index).components();
      assertThat(known).hasSize(1);
      assertThat(known.getFirst().purl()).isEqualTo("pkg:maven/org.jspecify/jspecify@" + wanted);
      assertThat(known.getFirst().evidence())
          .extracting(Evidence::method)
          .containsExactly("SHA-1 index");
    }
    assertThat(Inventories.assemble(facts, Limits.defaults()).components())
        .extracting(Component::purl)
        .doesNotContain("pkg:maven/org.jspecify/jspecify@" + wanted);
  }

  @Test
  void mavensOwnFilesWeighMoreThanTheIndex() throws IOException {
    Path jar = onTheClassPath("packageurl-java");
    byte[] bytes = Files.readAllBytes(jar);
    Path kept = folder.resolve("repository/wrong/name/1/name-1.jar");
    Files.createDirectories(kept.getParent());
    Files.write(kept, bytes);
    JarIndexBuilder.build(folder.resolve("repository"), index());
    ImageFacts facts =
        LayeredFacts.by(BuiltInCatalogers.all()).layer().file("/opt/a.jar", bytes).facts();

    try (JarIndexFile index = JarIndexFile.open(index())) {
      assertThat(Inventories.assemble(facts, Limits.defaults(), index).components())
          .extracting(Component::namespace)
          .containsExactly("com.github.package-url");
    }
  }

  @Test
  void refusesWhatIsNoIndexAndNoRepository() throws IOException {
    Path text = Files.writeString(index(), "something else, and long enough");
    assertThatThrownBy(() -> JarIndexFile.open(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(InventoryError.BAD_JAR_INDEX));
    put("org/example/tool/1.0/tool-1.0.jar", "abc");
    JarIndexBuilder.build(folder.resolve("repository"), index());
    byte[] whole = Files.readAllBytes(index());
    Files.write(index(), Arrays.copyOf(whole, 30));
    assertThatThrownBy(() -> JarIndexFile.open(index())).hasMessageContaining("is too short");
    Files.write(index(), Arrays.copyOf(whole, whole.length - 1));
    try (JarIndexFile index = JarIndexFile.open(index())) {
      assertThatThrownBy(() -> index.find(ABC_SHA1)).hasMessageContaining("it ends before byte");
    }
    assertThatThrownBy(() -> JarIndexBuilder.build(folder.resolve("nowhere"), index()))
        .isInstanceOf(SeaworthyException.class);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> JarIndexBuilder.build(empty, index()))
        .hasMessageContaining("it holds no archive in the form");
  }

  private Path index() {
    return folder.resolve("jars.index");
  }

  private void put(String path, String content) throws IOException {
    Path file = folder.resolve("repository").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static Path onTheClassPath(String artifact) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(path -> String.valueOf(path.getFileName()).matches(artifact + "-[0-9].*\\.jar"))
        .findFirst()
        .orElseThrow();
  }
}
