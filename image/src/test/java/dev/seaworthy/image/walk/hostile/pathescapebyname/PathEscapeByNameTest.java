package dev.seaworthy.image.walk.hostile.pathescapebyname;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import dev.seaworthy.testkit.image.TarEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathEscapeByNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil.txt", "a/../../evil.txt", "/../evil.txt", "..", "./../../x/evil.txt"})
  void aNameThatLeadsOutOfTheImageIsAGap(String name) throws IOException {
    ImageFacts facts = Hostile.walk(tar -> tar.file(name, "evil"));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly("entry \"%s\": its name leads out of the image".formatted(name));
    assertThat(Walks.texts(facts)).hasSize(3);
  }

  @Test
  void namesInsideAreTakenForWhatTheyMean() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.file("/etc/absolute.txt", "1")
                .file("./a//b/./c.txt", "2")
                .file("a/b/../d.txt", "3"));

    assertThat(Walks.texts(facts))
        .containsEntry("/etc/absolute.txt", "1")
        .containsEntry("/a/b/c.txt", "2")
        .containsEntry("/a/d.txt", "3");
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void aWhiteoutCannotReachOutside() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.file("honest/.wh...", "")
                .file("honest/.wh..", "")
                .file("honest/.wh.", "")
                .file("../.wh.honest", ""));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY)).hasSize(4);
  }

  @Test
  void nothingTakesTheRootsPlace() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.file("./", "file")
                .symlink("/", "/etc")
                .hardLink(".", "honest/before.txt")
                .entry(TarEntry.fifo("./.")));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .hasSize(4)
        .allMatch(detail -> detail.endsWith("it would take the root's place"));
  }

  @Test
  void aNameWithANulOrWithoutEndIsAGap() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.entry(TarEntry.file("x").pax("path", "a\0b.txt"), new byte[1])
                .entry(TarEntry.file("x".repeat(5_000)), new byte[1]));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .hasSize(2)
        .anyMatch(detail -> detail.contains("a name with a NUL byte"))
        .anyMatch(detail -> detail.contains("more than the limit path-bytes = 4096"));
  }

  @Test
  void aTextThatFoolsATerminalIsShownAsWhatItIs() throws IOException {
    byte[] name = "../\u001b[2Jx\u202egpj.exe".getBytes(StandardCharsets.UTF_8);

    ImageFacts facts = Hostile.walk(tar -> tar.entry(TarEntry.file("x").name(name), new byte[1]));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly("entry \"../\\u001b[2Jx\\u202egpj.exe\": its name leads out of the image");
  }
}
