package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Interest;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerMergeTest {

  private static ImageFacts merge(TarWriter.Content... layers) throws IOException {
    return Walks.walk(TestImage.of(layers));
  }

  @Test
  void laterLayersReplaceFilesAndAddOthers() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.directory("etc").file("etc/a.txt", "one").file("etc/b.txt", "one"),
            tar -> tar.directory("etc").file("etc/a.txt", "two"));

    assertThat(Walks.paths(facts)).containsExactly("1:/etc", "1:/etc/a.txt", "0:/etc/b.txt");
    assertThat(Walks.texts(facts)).isEqualTo(Map.of("/etc/a.txt", "two", "/etc/b.txt", "one"));
    assertThat(facts.tree().size()).isEqualTo(3);
    assertThat(facts.tree().layerOf("/etc/b.txt")).isZero();
    assertThat(facts.tree().layerOf("/etc/c.txt")).isEqualTo(-1);
  }

  @Test
  void whiteoutsRemoveFilesAndWholeDirectories() throws IOException {
    ImageFacts facts =
        merge(
            tar ->
                tar.file("a.txt", "a")
                    .directory("d")
                    .file("d/b.txt", "b")
                    .directory("d/e")
                    .file("d/e/c.txt", "c")
                    .file("dd.txt", "dd"),
            tar -> tar.whiteout("a.txt").whiteout("d"));

    assertThat(Walks.paths(facts)).containsExactly("0:/dd.txt");
    assertThat(Walks.texts(facts)).containsOnlyKeys("/dd.txt");
    assertThat(facts.layers().getFirst().facts()).hasSize(4);
    assertThat(facts.layers().get(1).files().whiteouts()).containsExactly("/a.txt", "/d");
  }

  @Test
  void aWhiteoutDoesNotHideWhatItsOwnLayerHas() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.file("d/old.txt", "old"), tar -> tar.file("d/new.txt", "new").whiteout("d"));

    assertThat(Walks.paths(facts)).containsExactly("1:/d/new.txt");
  }

  @Test
  void opaqueDirectoriesHideWhatLiesBelow() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.directory("d").file("d/old.txt", "old").file("d/e/deep.txt", "deep"),
            tar -> tar.directory("d").opaque("d").file("d/new.txt", "new"));

    assertThat(Walks.paths(facts)).containsExactly("1:/d", "1:/d/new.txt");
    assertThat(facts.layers().get(1).files().opaqueDirectories()).containsExactly("/d");
  }

  @Test
  void aFileReplacesADirectoryAndADirectoryAFile() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.file("a/x.txt", "x").file("b", "b"),
            tar -> tar.file("a", "a").file("b/y.txt", "y"));

    assertThat(Walks.paths(facts)).containsExactly("1:/a", "1:/b/y.txt");
  }

  @Test
  void aRemovedAndRestoredFileIsSeen() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.file("a.txt", "one"),
            tar -> tar.whiteout("a.txt"),
            tar -> tar.file("a.txt", "three"));

    assertThat(Walks.paths(facts)).containsExactly("2:/a.txt");
    assertThat(Walks.texts(facts)).containsEntry("/a.txt", "three");
  }

  @Test
  void filesBelowALinkOfALowerLayerLieWhereItLeads() throws IOException {
    ImageFacts facts =
        merge(
            tar ->
                tar.directory("usr")
                    .directory("usr/lib")
                    .file("usr/lib/a.txt", "old")
                    .file("usr/lib/c.txt", "c")
                    .symlink("lib", "usr/lib"),
            tar -> tar.file("lib/a.txt", "new").file("lib/deep/b.txt", "b").whiteout("lib/c.txt"));

    assertThat(Walks.paths(facts))
        .containsExactly(
            "0:/lib", "0:/usr", "0:/usr/lib", "1:/usr/lib/a.txt", "1:/usr/lib/deep/b.txt");
    assertThat(Walks.texts(facts))
        .isEqualTo(Map.of("/usr/lib/a.txt", "new", "/usr/lib/deep/b.txt", "b"));
    assertThat(facts.tree().resolve("/lib/a.txt")).contains("/usr/lib/a.txt");
    assertThat(facts.tree().find("/lib/a.txt")).isEmpty();
    assertThat(facts.tree().layerOf("/usr/lib/a.txt")).isEqualTo(1);
    assertThat(facts.tree().placeOf(1, "/lib/a.txt")).contains("/usr/lib/a.txt");
    assertThat(facts.tree().placeOf(0, "/lib")).contains("/lib");
    assertThat(facts.tree().placeOf(0, "/usr/lib/a.txt")).isEmpty();
    assertThat(facts.tree().placeOf(1, "/lib/none")).isEmpty();
  }

  @Test
  void aLaterLayerReplacesWhatWasPutBelowALink() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.directory("usr/lib").symlink("lib", "usr/lib"),
            tar -> tar.file("lib/a.txt", "one").file("lib/b.txt", "one"),
            tar -> tar.file("usr/lib/a.txt", "two").whiteout("usr/lib/b.txt"));

    assertThat(Walks.paths(facts)).containsExactly("0:/lib", "0:/usr/lib", "2:/usr/lib/a.txt");
  }

  @Test
  void aDirectoryEntryReplacesALink() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.file("usr/lib/a.txt", "a").symlink("lib", "usr/lib"),
            tar -> tar.directory("lib").file("lib/b.txt", "b"));

    assertThat(Walks.paths(facts)).containsExactly("1:/lib", "1:/lib/b.txt", "0:/usr/lib/a.txt");
  }

  @Test
  void aHardLinkIsTheFileThatItNames() throws IOException {
    ImageFacts facts =
        merge(tar -> tar.file("a.txt", "text").hardLink("b.txt", "a.txt").hardLink("c", "b.txt"));

    assertThat(Walks.texts(facts)).isEqualTo(Map.of("/a.txt", "text", "/b.txt", "text"));
    assertThat(Walks.file(facts, "/c").kind()).isEqualTo(Kind.REGULAR);
    assertThat(Walks.file(facts, "/c").sha256())
        .isEqualTo(Walks.file(facts, "/a.txt").sha256())
        .isPresent();
    assertThat(facts.layers().getFirst().files().find("/c").orElseThrow().kind())
        .isEqualTo(Kind.HARD_LINK);
  }

  @Test
  void aWantedHardLinkToAnUnwantedFileIsAnalysed() throws IOException {
    ImageFacts facts =
        merge(tar ->
            tar.file("store/0a1b", "first")
                .file("store/0a1b", "second")
                .hardLink("app/a.txt", "store/0a1b")
                .hardLink("app/b.txt", "app/a.txt")
                .file("store/0a1b", "third"));

    assertThat(Walks.texts(facts))
        .isEqualTo(Map.of("/app/a.txt", "second", "/app/b.txt", "second"));
    assertThat(Walks.file(facts, "/store/0a1b").size()).isEqualTo(5);
    assertThat(Walks.file(facts, "/app/a.txt").size()).isEqualTo(6);
  }

  @Test
  void aHardLinkToALowerLayerHasTheFactsOfItsFile() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.file("a.txt", "text").file("raw", "raw"),
            tar ->
                tar.hardLink("b.txt", "a.txt")
                    .hardLink("c.txt", "b.txt")
                    .hardLink("other", "a.txt")
                    .hardLink("d.txt", "raw"));

    assertThat(Walks.texts(facts))
        .isEqualTo(Map.of("/a.txt", "text", "/b.txt", "text", "/c.txt", "text"));
    assertThat(Walks.file(facts, "/other").sha256())
        .isEqualTo(Walks.file(facts, "/a.txt").sha256());
    assertThat(Walks.gaps(facts))
        .containsExactly(
            "1:/d.txt text: it is a hard link to a file of layer 1, whose content was not kept");
  }

  @Test
  void aHardLinkKeepsItsFileWhenThePathIsReplaced() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.file("a.txt", "one"),
            tar -> tar.hardLink("b.txt", "a.txt"),
            tar -> tar.file("a.txt", "three"));

    assertThat(Walks.texts(facts)).isEqualTo(Map.of("/a.txt", "three", "/b.txt", "one"));
  }

  @Test
  void resolvesLinksInsideTheImageOnly() throws IOException {
    ImageFacts facts =
        merge(tar ->
            tar.file("etc/passwd", "")
                .symlink("up", "../../../../etc")
                .symlink("abs", "/etc")
                .symlink("a", "b")
                .symlink("b", "a")
                .symlink("self", "self")
                .symlink("gone", "nowhere")
                .symlink("deep", "abs/../abs/./passwd"));

    assertThat(facts.tree().resolve("/up/passwd")).contains("/etc/passwd");
    assertThat(facts.tree().resolve("/abs/passwd")).contains("/etc/passwd");
    assertThat(facts.tree().resolve("/deep")).contains("/etc/passwd");
    assertThat(facts.tree().resolve("/a")).isEmpty();
    assertThat(facts.tree().resolve("/self/x")).isEmpty();
    assertThat(facts.tree().resolve("/gone")).isEmpty();
    assertThat(facts.tree().resolve("/etc")).contains("/etc");
    assertThat(facts.tree().resolve("/")).contains("/");
  }

  @Test
  void entriesBelowALinkOfTheirOwnLayerLieWhereItLeads() throws IOException {
    ImageFacts facts =
        merge(
            tar -> tar.file("etc/a.txt", "honest"),
            tar -> tar.symlink("x", "/etc").file("x/a.txt", "replaced"));

    assertThat(Walks.texts(facts)).isEqualTo(Map.of("/etc/a.txt", "replaced"));
    assertThat(Walks.paths(facts)).containsExactly("1:/etc/a.txt", "1:/x");
  }

  @Test
  void listsPathsInTheOrderOfTheirText() throws IOException {
    ImageFacts facts =
        Walks.walk(
            TestImage.of(
                tar -> tar.file("a/b", "").file("a-b", "").file("a", "").file("\ud83d\ude00", ""),
                tar -> tar.directory("a").file("a/b", "").file("\uffee", "").file("a.b", "")),
            Limits.defaults(),
            TextAnalyser.wanting(new Interest.Suffix(".txt")));

    assertThat(Walks.paths(facts).stream().map(path -> path.substring(2)).toList())
        .isSorted()
        .containsExactly("/a", "/a-b", "/a.b", "/a/b", "/\ud83d\ude00", "/\uffee");
  }
}
