package dev.seaworthy.image.walk.hostile.duplicateentries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DuplicateEntriesTest {

  @Test
  void theLastOfSeveralEntriesCounts() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.file("a.txt", "first").file("./a.txt", "second").file("/a.txt", "the third"));

    assertThat(Walks.texts(facts)).containsEntry("/a.txt", "the third").hasSize(4);
    assertThat(Walks.file(facts, "/a.txt").size()).isEqualTo(9);
    assertThat(facts.layers().get(1).facts()).hasSize(3);
  }

  @Test
  void whatLayBelowADirectoryIsGoneWhenItBecomesAFile() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.file("d/a.txt", "a")
                .file("d/e/b.txt", "b")
                .file("d", "file")
                .directory("d")
                .file("d/c.txt", "c"));

    assertThat(Walks.texts(facts)).containsEntry("/d/c.txt", "c").hasSize(4);
    assertThat(Walks.file(facts, "/d").kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(facts.tree().find("/d/a.txt")).isEmpty();
  }

  @Test
  void aDirectoryThatComesAndGoesManyTimesCostsLittle() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar -> {
          for (int i = 0; i < 2_000; i++) {
            tar.file("d/x/%s.txt".formatted(i), "x");
          }
          for (int i = 0; i < 5_000; i++) {
            tar.file("d", "").file("d/x/1.txt", "again");
          }
        });

    assertThat(Walks.texts(facts)).containsEntry("/d/x/1.txt", "again").hasSize(4);
  }

  @Test
  void aFileBelowAFileIsAGapAndStillAnalysed() throws IOException {
    ImageFacts facts = Hostile.walk(tar -> tar.file("f", "file").file("f/deep/a.txt", "a"));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly("entry \"f/deep/a.txt\": it lies below a file");
    assertThat(Walks.texts(facts)).containsEntry("/f/deep/a.txt", "a");
  }
}
