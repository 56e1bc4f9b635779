package dev.seaworthy.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.image.TarReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextImageTest {

  @TempDir private Path folder;

  @Test
  void repeatsItsTextsUntilThereAreEnough() throws IOException {
    byte[] half = "word ".repeat(30_000).getBytes(US_ASCII);
    List<TextImage.Text> texts =
        List.of(new TextImage.Text("/a.txt", half), new TextImage.Text("/b.txt", half));
    Path layout = folder.resolve("layout");

    new TextImage(texts, 1).write(layout);

    List<String> names = new ArrayList<>();
    for (Path layer : Main.gzipBlobs(layout)) {
      Path tar = folder.resolve("layer.tar");
      Command.of("sh", "-ec", "gzip -dc \"$1\" >\"$2\"", "x", layer.toString(), tar.toString())
          .text();
      TarReader.visit(tar, (entry, _) -> names.add(entry.name()));
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "srv/part0/copy0/a.txt",
            "srv/part0/copy0/b.txt",
            "srv/part1/copy0/a.txt",
            "srv/part1/copy0/b.txt",
            "srv/part2/copy0/a.txt",
            "srv/part2/copy0/b.txt",
            "srv/part3/copy0/a.txt",
            "srv/part3/copy0/b.txt");
  }
}
