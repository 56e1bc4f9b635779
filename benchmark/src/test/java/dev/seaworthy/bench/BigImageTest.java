package dev.seaworthy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.image.TarReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigImageTest {
  private static final BigImage.Scale SMALL =
      new BigImage.Scale(400, 200, 300, 2, 400_000, 6, 30_000, 3, 50);

  @TempDir private Path folder;

  @Test
  void theTwoShareAllButTheirLastLayer() throws IOException {
    BigImage image = BigImage.in(folder.resolve("kept"), SMALL);
    Set<String> first = layers(image.first());
    Set<String> second = layers(image.second());
    assertThat(first).hasSize(7);
    assertThat(second).hasSize(7);
    Set<String> shared = new TreeSet<>(first);
    shared.retainAll(second);
    assertThat(shared).hasSize(6);
  }

  @Test
  void isTheSameWheneverItIsMade() throws IOException {
    BigImage one = BigImage.in(folder.resolve("one"), SMALL);
    BigImage other = BigImage.in(folder.resolve("other"), SMALL);
    assertThat(layers(other.first())).isEqualTo(layers(one.first()));
    assertThat(layers(other.second())).isEqualTo(layers(one.second()));
  }

  @Test
  void holdsAsManyFilesAndJarsAsItSays() throws IOException {
    BigImage image = BigImage.in(folder.resolve("kept"), SMALL);
    Set<String> names = new TreeSet<>();
    for (Path layer : Main.gzipBlobs(image.first())) {
      Path tar = folder.resolve("layer.tar");
      Command.of("sh", "-ec", "gzip -dc \"$1\" >\"$2\"", "x", layer.toString(), tar.toString())
          .text();
      TarReader.visit(tar, (entry, body) -> names.add(entry.name()));
    }
    List<String> jars = names.stream().filter(name -> name.endsWith(".jar")).toList();
    assertThat(jars).hasSize(SMALL.largeJars() + SMALL.smallJars() + SMALL.ownJars());
    // The distribution's two files are beside them.
    assertThat(names).hasSize(2 + 400 + 200 + 300 + 50 + jars.size());
  }

  @Test
  void itsJarsAreJars() throws IOException {
    JarBytes jar = new JarBytes(100);
    byte[] bytes =
        jar.text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
            .stored("lib.so", new byte[] {1, 2, 3})
            .add("A.class", ClassPool.Packed.of(new byte[5_000]))
            .finish();
    Path file = Files.write(folder.resolve("a.jar"), bytes);
    try (JarFile read = new JarFile(file.toFile(), true)) {
      assertThat(read.getManifest().getMainAttributes()).hasSize(1);
      assertThat(read.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "lib.so", "A.class");
      assertThat(read.getInputStream(read.getEntry("A.class")).readAllBytes())
          .isEqualTo(new byte[5_000]);
    }
  }

  private static Set<String> layers(Path layout) throws IOException {
    try (Stream<Path> layers = Main.gzipBlobs(layout).stream()) {
      return layers
          .map(layer -> layer.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
