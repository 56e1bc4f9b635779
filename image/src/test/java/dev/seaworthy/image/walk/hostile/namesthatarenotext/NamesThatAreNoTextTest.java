package dev.seaworthy.image.walk.hostile.namesthatarenotext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import dev.seaworthy.testkit.image.TarEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Names in other encodings, of half characters, and that read otherwise than they are written.
class NamesThatAreNoTextTest {

  private static TarEntry named(String latin1) {
    return TarEntry.file("x").name(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void differentNamesStayDifferent() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.entry(named("n\u00e4.txt"), "latin 1".getBytes(StandardCharsets.UTF_8))
                .file("n\u00e4.txt", "UTF-8")
                .file("n\\xe4.txt", "backslash")
                .entry(named("n\u00c0\u00af.txt"), "overlong".getBytes(StandardCharsets.UTF_8))
                .entry(
                    named("n\u00ed\u00a0\u0080.txt"), "surrogate".getBytes(StandardCharsets.UTF_8))
                .entry(
                    named("n\u00f4\u0090\u0080\u0080.txt"),
                    "beyond".getBytes(StandardCharsets.UTF_8))
                .entry(named("n\u00e2\u0082"), "half".getBytes(StandardCharsets.UTF_8)));

    assertThat(Walks.texts(facts))
        .containsEntry("/n\\xe4.txt", "latin 1")
        .containsEntry("/n\u00e4.txt", "UTF-8")
        .containsEntry("/n\\x5cxe4.txt", "backslash")
        .containsEntry("/n\\xc0\\xaf.txt", "overlong")
        .containsEntry("/n\\xed\\xa0\\x80.txt", "surrogate")
        .containsEntry("/n\\xf4\\x90\\x80\\x80.txt", "beyond");
    assertThat(facts.tree().find("/n\\xe2\\x82")).isPresent();
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void overlongSlashesAndDotsLeadNowhere() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.entry(named("\u00c0\u00ae\u00c0\u00ae\u00c0\u00afevil.txt"), new byte[1])
                .file("..\\..\\evil.txt", "windows"));

    assertThat(Walks.texts(facts))
        .containsKeys("/\\xc0\\xae\\xc0\\xae\\xc0\\xafevil.txt", "/..\\..\\evil.txt");
  }

  @Test
  void unitFilesOfSystemdKeepTheirNames() throws IOException {
    String name = "usr/lib/systemd/system/dev-disk-by\\x2dlabel.txt";

    assertThat(Walks.texts(Hostile.walk(tar -> tar.file(name, "unit"))))
        .containsEntry("/" + name, "unit");
  }

  @Test
  void bidirectionalNamesAreKeptAsTheyAre() throws IOException {
    String name = "\u202etxt.exe\u2066.txt";

    assertThat(Walks.texts(Hostile.walk(tar -> tar.file(name, "b"))))
        .containsEntry("/" + name, "b");
  }
}
