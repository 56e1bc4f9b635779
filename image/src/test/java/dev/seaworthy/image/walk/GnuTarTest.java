package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.image.Compression;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives that GNU tar writes, held against the files that they were made of.
class GnuTarTest {

  private static final List<List<String>> FORMS =
      List.of(
          List.of("--format=gnu"),
          List.of("--format=oldgnu"),
          List.of("--format=posix"),
          List.of("--format=gnu", "--sparse"),
          List.of("--format=oldgnu", "--sparse"),
          List.of("--format=posix", "--sparse", "--sparse-version=0.0"),
          List.of("--format=posix", "--sparse", "--sparse-version=0.1"),
          List.of("--format=posix", "--sparse", "--sparse-version=1.0"),
          List.of("--format=posix", "--pax-option=comment=global"),
          List.of("--format=gnu", "--blocking-factor=1"),
          List.of("--format=gnu", "--incremental"));

  private static final List<List<String>> SHORT_NAME_FORMS =
      List.of(List.of("--format=v7"), List.of("--format=ustar"));

  @TempDir private Path folder;

  @Test
  void readsWhatGnuTarWrites() throws Exception {
    Gates.run(
        "archives of GNU tar",
        Gates.tool("tar"),
        tar -> {
          Path tree = Files.createDirectory(folder.resolve("tree"));
          fill(tree);
          long compared = 0;
          for (List<String> form : SHORT_NAME_FORMS) {
            compared += compare(tree, form);
          }
          fillLong(tree);
          for (List<String> form : FORMS) {
            compared += compare(tree, form);
          }
          return compared;
        });
  }

  private static void fill(Path tree) throws IOException {
    Files.createDirectories(tree.resolve("etc/deep/deeper"));
    Files.writeString(tree.resolve("etc/a.txt"), "hello");
    Files.write(tree.resolve("etc/deep/exactly"), new byte[1_024]);
    Files.writeString(tree.resolve("etc/deep/deeper/more"), "x".repeat(100_000));
    Files.createSymbolicLink(tree.resolve("etc/link"), Path.of("deep/exactly"));
    Files.createLink(tree.resolve("etc/z-hard"), tree.resolve("etc/a.txt"));
    Files.createFile(tree.resolve("empty"));
    Command.of("chmod", "4711", tree.resolve("etc/deep/deeper/more").toString()).text();
    try (RandomAccessFile sparse = new RandomAccessFile(tree.resolve("sparse").toFile(), "rw")) {
      for (int i = 0; i < 60; i++) {
        sparse.seek(i * 65_536L + 4_096);
        sparse.write(("part " + i).getBytes(StandardCharsets.US_ASCII));
      }
      sparse.setLength(5_000_000);
    }
  }

  private static void fillLong(Path tree) throws IOException {
    Path below = tree;
    for (int i = 0; i < 8; i++) {
      below = below.resolve("a-directory-with-a-rather-long-name-" + i);
    }
    Files.createDirectories(below);
    Path file = below.resolve("\u00e4-" + "n".repeat(200) + ".txt");
    Files.writeString(file, "long");
    Files.createSymbolicLink(tree.resolve("long-link"), tree.relativize(file));
    Files.createLink(tree.resolve("zz-long-hard"), file);
    Command.of("mkfifo", tree.resolve("pipe").toString()).text();
  }

  private long compare(Path tree, List<String> form) throws IOException {
    Path archive = folder.resolve("archive.tar");
    List<String> words = new ArrayList<>(List.of("tar"));
    words.addAll(form);
    words.addAll(List.of("--sort=name", "-cf", archive.toString(), "-C", tree.toString(), "."));
    Command.of(words).text();

    ImageFacts facts = Walks.walk(TestImage.ofTars(Compression.GZIP, Files.readAllBytes(archive)));

    assertThat(facts.gaps()).as("%s", form).isEmpty();
    List<String> found = new ArrayList<>();
    facts
        .tree()
        .forEach((file, layer) -> {
          found.add(file.path());
          compare(tree, file, form);
        });
    try (Stream<Path> all = Files.walk(tree)) {
      assertThat(found)
          .as("%s", form)
          .containsExactlyInAnyOrderElementsOf(
              all.map(path -> "/" + tree.relativize(path)).toList());
    }
    return found.size();
  }

  private static void compare(Path tree, FileRecord file, List<String> form) {
    Path real = tree.resolve(file.path().substring(1));
    try {
      UnixAttributes attributes = UnixAttributes.of(real);
      assertThat(file.mode()).as("%s %s", form, file).isEqualTo(attributes.mode() & 07777);
      assertThat(file.uid()).isEqualTo(attributes.uid());
      assertThat(file.gid()).isEqualTo(attributes.gid());
      if (Files.isSymbolicLink(real)) {
        assertThat(file.kind()).isEqualTo(Kind.SYMLINK);
        assertThat(file.linkTarget()).isEqualTo(Files.readSymbolicLink(real).toString());
      } else if (Files.isRegularFile(real)) {
        assertThat(file.kind()).isEqualTo(Kind.REGULAR);
        assertThat(file.size()).as("%s %s", form, file).isEqualTo(attributes.size());
        assertThat(file.sha256())
            .as("%s %s", form, file)
            .contains(Digest.sha256(Files.readAllBytes(real)));
      } else if (Files.isDirectory(real)) {
        assertThat(file.kind()).isEqualTo(Kind.DIRECTORY);
      } else {
        assertThat(file.kind()).isEqualTo(Kind.FIFO);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
