package dev.seaworthy.image.walk.hostile.linkloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LinkLoopTest {

  @Test
  void symbolicLinksInCirclesLeadNowhere() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.symlink("a", "b")
                .symlink("b", "a")
                .file("a/x.txt", "x")
                .symlink("self", "self")
                .file("self/y.txt", "y")
                .symlink("into", "into/deeper")
                .file("into/z.txt", "z"));

    assertThat(facts.tree().resolve("/a/x.txt")).isEmpty();
    assertThat(facts.tree().resolve("/self")).isEmpty();
    assertThat(facts.tree().resolve("/into/z.txt")).isEmpty();
    // No runtime could unpack these; they are listed where the archive says.
    assertThat(Walks.texts(facts)).containsKeys("/a/x.txt", "/self/y.txt", "/into/z.txt");
  }

  @Test
  void aChainOfLinksIsFollowedNoFurtherThanLinuxDoes() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar -> {
          tar.file("target.txt", "t");
          tar.symlink("l0", "target.txt");
          for (int i = 1; i <= 60; i++) {
            tar.symlink("l" + i, "l" + (i - 1));
          }
        });

    assertThat(facts.tree().resolve("/l39")).contains("/target.txt");
    assertThat(facts.tree().resolve("/l40")).isEmpty();
  }

  @Test
  void linksThatDoubleOnEveryStepEnd() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar -> {
          tar.directory("d0");
          for (int i = 1; i <= 30; i++) {
            tar.symlink("d" + i, ("d" + (i - 1) + "/../").repeat(2) + "d" + (i - 1));
          }
        });

    assertThat(facts.tree().resolve("/d30")).isEmpty();
    assertThat(facts.tree().resolve("/d3")).contains("/d0");
  }

  @Test
  void hardLinksInCirclesAreGaps() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar -> tar.hardLink("a.txt", "a.txt").hardLink("b", "c").hardLink("c", "b"));

    assertThat(facts.tree().find("/b").orElseThrow().sha256()).isEmpty();
    assertThat(Walks.texts(facts)).hasSize(3);
  }

  @Test
  void aHardLinkInThePlaceOfItsOwnFileIsAGap() throws IOException {
    ImageFacts facts = Hostile.walk(tar -> tar.file("a.txt", "a").hardLink("a.txt", "./a.txt"));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly("entry \"a.txt\": it links to itself");
    assertThat(Walks.texts(facts)).containsEntry("/a.txt", "a");
  }

  @Test
  void circlesAcrossLayersEnd() throws IOException {
    ImageFacts facts =
        Walks.walk(
            TestImage.of(
                tar -> tar.symlink("a", "b").file("ok.txt", "ok"),
                tar -> tar.symlink("b", "a").file("a/x.txt", "x").hardLink("h", "a/x.txt"),
                tar -> tar.file("b/y.txt", "y").hardLink("h2", "b/y.txt")));

    assertThat(Walks.texts(facts)).containsEntry("/ok.txt", "ok");
  }
}
