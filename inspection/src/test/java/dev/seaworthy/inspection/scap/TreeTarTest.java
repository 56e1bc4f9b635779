package dev.seaworthy.inspection.scap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.malware.MadeLayers;
import dev.seaworthy.testkit.image.SparseFile;
import dev.seaworthy.testkit.image.SparseFile.Piece;
import dev.seaworthy.testkit.image.TarEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads the written tar with the product's own walk, which is held against other readers
/// elsewhere.
class TreeTarTest {

  @TempDir private Path temporary;

  private static ImageFacts walk(MadeLayers image) {
    return new ImageWalk(List.of(), Limits.defaults(), LayerFactsCache.NONE, resources())
        .walk(image.image(), WalkListener.NONE);
  }

  private static WalkResources resources() {
    return WalkResources.of(1, Path.of(System.getProperty("java.io.tmpdir")), 42);
  }

  private static Map<String, String> entries(ImageFacts facts) {
    Map<String, String> entries = new TreeMap<>();
    facts
        .tree()
        .forEach((file, _) ->
            entries.put(
                file.path(),
                "%s %o %s:%s %s %s %s"
                    .formatted(
                        file.kind(),
                        file.mode(),
                        file.uid(),
                        file.gid(),
                        file.size(),
                        file.linkTarget(),
                        file.sha256().map(hash -> hash.shortHex()).orElse(""))));
    return entries;
  }

  private Path write(TreeTar tar) throws IOException {
    Path file = temporary.resolve("tree.tar");
    try (OutputStream out = Files.newOutputStream(file)) {
      tar.writeTo(out);
    }
    return file;
  }

  private static MadeLayers again(Path tar) throws IOException {
    byte[] bytes = Files.readAllBytes(tar);
    return MadeLayers.ofTar(bytes);
  }

  @Test
  void writesWhatAContainerWouldSee() throws IOException {
    SparseFile sparse =
        new SparseFile("opt/sparse", 9_000, List.of(new Piece(8_192, "x".repeat(808))));
    String longName = "opt/" + "n".repeat(200) + "/ü";
    MadeLayers image =
        MadeLayers.of(
            tar -> {
              tar.directory("opt").file("opt/a", "lower").file("opt/gone", "gone");
              tar.entry(
                  TarEntry.file("bin/su").mode(04755).owner(0, 42),
                  "su".getBytes(StandardCharsets.UTF_8));
              sparse.writePax10(tar);
              tar.hardLink("opt/hard", "bin/su").symlink("opt/soft", "../bin/su");
              tar.file("opt/once", "once").hardLink("opt/heir", "opt/once");
            },
            tar -> tar.hardLink("opt/second", "opt/once"),
            tar ->
                tar.file("opt/a", "upper")
                    .whiteout("opt/gone")
                    .whiteout("opt/once")
                    .file(longName, "long"));
    ImageFacts facts = walk(image);
    TreeTar tree = new TreeTar(image.image(), facts, Limits.defaults(), resources());
    Map<String, String> before = entries(facts);
    Map<String, String> after = entries(walk(again(write(tree))));
    assertThat(after).containsAllEntriesOf(before);
    assertThat(before)
        .containsKeys("/opt/a", "/opt/hard", "/opt/soft", "/opt/sparse", "/opt/heir", "/opt/second")
        .doesNotContainKeys("/opt/once", "/opt/gone");
    assertThat(after).doesNotContainKeys("/opt/once", "/opt/gone");
    assertThat(tree.gaps()).isEmpty();
  }

  @Test
  void writesNothingBelowALinkAndNoDevices() throws IOException {
    MadeLayers image =
        MadeLayers.of(
            tar ->
                tar.symlink("evil", "/etc")
                    .entry(TarEntry.characterDevice("dev/null", 1, 3))
                    .entry(TarEntry.fifo("pipe")),
            tar -> tar.file("evil/passwd", "root").file("fine", "fine"));
    ImageFacts facts = walk(image);
    TreeTar tree = new TreeTar(image.image(), facts, Limits.defaults(), resources());
    Map<String, String> written = entries(walk(again(write(tree))));
    assertThat(written)
        .containsKey("/fine")
        .doesNotContainKeys("/dev/null", "/pipe", "/evil/passwd");
    assertThat(written.get("/evil")).startsWith("SYMLINK");
    assertThat(written.get("/etc/passwd")).startsWith("REGULAR");
    assertThat(tree.gaps()).isEmpty();
  }

  @Test
  void writesWhatLiesBelowALinkWhereTheLinkLeads() throws IOException {
    MadeLayers image =
        MadeLayers.of(
            tar -> tar.directory("usr/lib").symlink("lib", "usr/lib"),
            tar ->
                tar.directory("lib/deep")
                    .file("lib/deep/a", "a")
                    .hardLink("lib/b", "lib/deep/a")
                    .symlink("lib/c", "deep/a"));
    ImageFacts facts = walk(image);
    TreeTar tree = new TreeTar(image.image(), facts, Limits.defaults(), resources());
    Map<String, String> written = entries(walk(again(write(tree))));
    assertThat(written)
        .containsAllEntriesOf(entries(facts))
        .containsKeys("/usr/lib/deep/a", "/usr/lib/b", "/usr/lib/c");
    assertThat(tree.gaps()).isEmpty();
    assertThat(tree.files()).isEqualTo(2);
    assertThat(tree.bytes()).isEqualTo(1);
  }

  @Test
  void tellsEveryFileThatIsNotInTheTree() throws IOException {
    MadeLayers image =
        MadeLayers.of(
            tar -> tar.file("lower", "lower"),
            tar -> tar.hardLink("dangling", "nothing").file("fine", "fine"));
    ImageFacts facts = walk(image);
    TreeTar tree = new TreeTar(image.image(), facts, Limits.defaults(), resources());
    assertThat(entries(walk(again(write(tree))))).containsOnlyKeys("/fine", "/lower");
    assertThat(tree.gaps())
        .filteredOn(gap -> gap.code().equals(InspectionError.SCAP_TREE_PARTLY.id()))
        .extracting(gap -> gap.location().path())
        .containsExactly("/dangling");
  }

  @Test
  void tellsWhatTheSecondReadingDidNotGet() throws IOException {
    MadeLayers image = MadeLayers.of(tar -> tar.file("a", "a").file("z", "z"));
    ImageFacts facts = walk(image);
    assertThat(facts.gaps()).isEmpty();
    Limits small = Limits.defaults().with(Limit.LAYER_ENTRIES, 1);
    TreeTar tree = new TreeTar(image.image(), facts, small, resources());
    write(tree);
    assertThat(tree.gaps())
        .extracting(gap -> gap.code())
        .contains(InspectionError.SCAP_TREE_PARTLY.id())
        .anyMatch(code -> !code.equals(InspectionError.SCAP_TREE_PARTLY.id()));
    assertThat(tree.gaps()).extracting(gap -> gap.location().path()).contains("/z");
  }
}
