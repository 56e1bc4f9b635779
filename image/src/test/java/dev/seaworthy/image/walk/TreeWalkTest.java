package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.testkit.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWalkTest {

  @TempDir private Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void readsWantedFilesAndListsTheOthers() throws IOException {
    file("etc/a.txt", "hello");
    file("usr/bin/tool", "\u007fELF");
    Files.setPosixFilePermissions(
        root.resolve("usr/bin/tool"), PosixFilePermissions.fromString("rwxr-xr-x"));

    ImageFacts facts = Walks.walk(TestImage.ofTree(root));

    assertThat(Walks.paths(facts))
        .containsExactly("0:/etc", "0:/etc/a.txt", "0:/usr", "0:/usr/bin", "0:/usr/bin/tool");
    assertThat(Walks.texts(facts)).isEqualTo(Map.of("/etc/a.txt", "hello"));
    assertThat(Walks.file(facts, "/etc/a.txt").sha256())
        .contains(Digest.sha256("hello".getBytes(StandardCharsets.UTF_8)));
    assertThat(Walks.file(facts, "/usr/bin/tool").sha256()).isEmpty();
    assertThat(Walks.file(facts, "/usr/bin/tool").mode()).isEqualTo(0755);
    assertThat(Walks.file(facts, "/usr/bin/tool").size()).isEqualTo(4);
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void looksAtTheFirstBytesWhereAnAnalyserGoesByContent() throws IOException {
    file("a", "\u007fELF and more");
    file("b", "no ELF but long");

    ImageFacts facts =
        Walks.walk(
            TestImage.ofTree(root),
            Limits.defaults(),
            TextAnalyser.wanting(new Interest.Magic("\u007fELF", 8)));

    assertThat(Walks.texts(facts)).containsOnlyKeys("/a");
  }

  @Test
  void neverFollowsLinksAndNeverWaitsForPipes(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(root.resolve("out"), elsewhere);
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("s.txt"), elsewhere.resolve("secret.txt"));
    Command.of("mkfifo", root.resolve("pipe.txt").toString()).text();

    ImageFacts facts = Walks.walk(TestImage.ofTree(root));

    assertThat(Walks.texts(facts)).isEmpty();
    assertThat(Walks.paths(facts)).containsExactly("0:/loop", "0:/out", "0:/pipe.txt", "0:/s.txt");
    assertThat(Walks.file(facts, "/pipe.txt").kind()).isEqualTo(Kind.FIFO);
    assertThat(Walks.file(facts, "/out").linkTarget()).isEqualTo(elsewhere.toString());
  }

  @Test
  void leavesOutKernelDirectoriesAndWhatTheCallerNames() throws IOException {
    file("proc/a.txt", "a");
    file("sys/a.txt", "a");
    file("dev/a.txt", "a");
    file("cache/a.txt", "a");
    file("opt/proc/a.txt", "kept");
    WalkResources resources = WalkResources.of(2, root, 1).without(List.of(root.resolve("cache")));
    ImageWalk walk =
        new ImageWalk(List.of(Walks.TEXTS), Limits.defaults(), LayerFactsCache.NONE, resources);

    ImageFacts facts = walk.walk(TestImage.ofTree(root), WalkListener.NONE);

    assertThat(Walks.texts(facts)).isEqualTo(Map.of("/opt/proc/a.txt", "kept"));
    assertThat(facts.tree().find("/proc")).isPresent();
  }

  @Test
  void keepsNamesThatAreNoText() throws IOException {
    Command.of(
            "sh",
            "-c",
            "cd \"$1\" && printf x > \"$(printf 'n\\377\\303\\244.txt')\"",
            "sh",
            root.toString())
        .text();

    ImageFacts facts = Walks.walk(TestImage.ofTree(root));

    assertThat(Walks.texts(facts)).isEqualTo(Map.of("/n\\xff\u00e4.txt", "x"));
    assertThat(facts.gaps()).isEmpty();
  }
}
