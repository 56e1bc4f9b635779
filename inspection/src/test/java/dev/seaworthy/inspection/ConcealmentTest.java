package dev.seaworthy.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConcealmentTest {

  private static ImageFacts facts(TarWriter.Content... layers) throws IOException {
    List<byte[]> tars = new ArrayList<>();
    for (TarWriter.Content layer : layers) {
      tars.add(TarWriter.bytes(layer));
    }
    WalkResources resources =
        WalkResources.of(2, Path.of(System.getProperty("java.io.tmpdir")), 42);
    return new ImageWalk(List.of(), List.of(), Limits.defaults(), LayerFactsCache.NONE, resources)
        .walk(InMemoryImage.of(InMemoryImage.SILENT, tars), WalkListener.NONE);
  }

  private static Map<String, String> told(ImageFacts facts, int layer, String path) {
    Map<String, String> details = new TreeMap<>();
    new Concealment(facts).tell(layer, path, details);
    return details;
  }

  @Test
  void saysNothingOfWhatAContainerSees() throws IOException {
    ImageFacts facts =
        facts(
            tar -> tar.file("a/b", "1").file("c", "1"),
            tar -> tar.file("a/d", "2").file("c", "2").whiteout("e").opaque("f"));

    assertThat(told(facts, 0, "/a/b")).isEmpty();
    assertThat(told(facts, 1, "/c")).isEmpty();
    assertThat(told(facts, 0, "/c")).containsOnly(Map.entry("replacedIn", "1"));
  }

  @Test
  void knowsEveryWayInWhichALayerTakesAFileAway() throws IOException {
    ImageFacts facts =
        facts(
            tar ->
                tar.file("a/x", "1")
                    .file("b/c/x", "1")
                    .file("d/x", "1")
                    .file("e/x", "1")
                    .file("f/x", "1"),
            tar -> tar.file("unrelated", "2"),
            tar ->
                tar.whiteout("a/x").whiteout("b").opaque("d").symlink("e", "g").file("f", "file"));

    for (String path : List.of("/a/x", "/b/c/x", "/d/x", "/e/x", "/f/x")) {
      assertThat(told(facts, 0, path)).as(path).containsOnly(Map.entry("deletedIn", "2"));
    }
  }

  @Test
  void seesAReplacementThatComesThroughALink() throws IOException {
    ImageFacts facts =
        facts(
            tar -> tar.file("usr/lib/x", "1").symlink("lib", "usr/lib"),
            tar -> tar.file("lib/x", "2"));

    assertThat(told(facts, 0, "/usr/lib/x")).containsOnly(Map.entry("replacedIn", "1"));
  }

  @Test
  void namesTheFirstOfSeveral() throws IOException {
    ImageFacts facts =
        facts(
            tar -> tar.file("a", "1"),
            tar -> tar.whiteout("a"),
            tar -> tar.file("a", "3"),
            tar -> tar.whiteout("a"));

    assertThat(told(facts, 0, "/a")).containsOnly(Map.entry("deletedIn", "1"));
    assertThat(told(facts, 2, "/a")).containsOnly(Map.entry("deletedIn", "3"));
  }
}
