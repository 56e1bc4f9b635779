package dev.seaworthy.image.walk.hostile.pathescapebylink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PathEscapeByLinkTest {

  @Test
  void aSymbolicLinkOutOfTheImageEndsAtItsRoot() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.symlink("out", "../../../../../../etc")
                .file("out/passwd.txt", "ours")
                .symlink("abs", "/honest")
                .file("abs/more.txt", "more"));

    assertThat(Walks.texts(facts))
        .containsEntry("/etc/passwd.txt", "ours")
        .containsEntry("/honest/more.txt", "more");
    assertThat(facts.tree().resolve("/out/passwd.txt")).contains("/etc/passwd.txt");
    assertThat(facts.tree().resolve("/out/../../../proc/self")).isEmpty();
  }

  @Test
  void aHardLinkOutOfTheImageIsAGap() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.hardLink("shadow.txt", "../../etc/shadow")
                .hardLink("empty.txt", "")
                .hardLink("root.txt", "/"));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly(
            "entry \"empty.txt\": it links to \"\", which is no file inside",
            "entry \"root.txt\": it links to \"/\", which is no file inside",
            "entry \"shadow.txt\": it links to \"../../etc/shadow\", which is no file inside");
    assertThat(Walks.texts(facts)).hasSize(3);
  }

  @Test
  void aHardLinkToNothingOrToADirectoryIsNoFile() throws IOException {
    ImageFacts facts =
        Hostile.walk(
            tar -> tar.hardLink("nothing.txt", "not/there").directory("d").hardLink("d.txt", "d"));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly("entry \"d.txt\": it links to the directory \"d\"");
    assertThat(Walks.texts(facts)).hasSize(3);
    assertThat(facts.tree().find("/nothing.txt").orElseThrow().sha256()).isEmpty();
  }
}
