package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.SparseFile;
import dev.seaworthy.testkit.image.SparseFile.Piece;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTapTest {

  private static final long TERABYTE = 1L << 40;

  @TempDir private Path temporary;
  private final CountingTap tap = CountingTap.named("count");

  /// The layers that were taken from the cache, by index.
  private final List<Integer> hits = Collections.synchronizedList(new ArrayList<>());

  private ImageFacts walk(Image image, ContentTap... taps) {
    return walk(image, LayerFactsCache.NONE, taps);
  }

  private ImageFacts walk(Image image, LayerFactsCache cache, ContentTap... taps) {
    WalkResources resources = WalkResources.of(2, temporary, 42);
    hits.clear();
    WalkListener listener =
        new WalkListener() {
          @Override
          public void layerDone(int layer, boolean isFromCache) {
            if (isFromCache) {
              hits.add(layer);
            }
          }
        };
    return new ImageWalk(List.of(Walks.TEXTS), List.of(taps), Limits.defaults(), cache, resources)
        .walk(image, listener);
  }

  private static List<String> told(ImageFacts facts) {
    return facts.visible().stream()
        .filter(fact -> !fact.analyser().equals(Walks.TEXTS.id()))
        .map(fact ->
            "%s %s: %s"
                .formatted(
                    fact.analyser().name(), fact.path(), ((TextAnalyser.Text) fact.fact()).text()))
        .toList();
  }

  @Test
  void seesEveryByteOfEveryFileBesideTheAnalysers() throws IOException {
    byte[] big = new byte[700_001];
    Arrays.fill(big, (byte) 'x');

    ImageFacts facts =
        walk(
            TestImage.of(tar -> tar.file("a.txt", "hello").file("big", big).file("none", "")),
            tap,
            CountingTap.named("other"));

    assertThat(told(facts))
        .containsExactly(
            "count /a.txt: 5 bytes, 0 zeros, all of it, hashed",
            "other /a.txt: 5 bytes, 0 zeros, all of it, hashed",
            "count /big: 700001 bytes, 0 zeros, all of it, hashed",
            "other /big: 700001 bytes, 0 zeros, all of it, hashed",
            "count /none: 0 bytes, 0 zeros, all of it, hashed",
            "other /none: 0 bytes, 0 zeros, all of it, hashed");
    assertThat(Walks.texts(facts)).containsEntry("/a.txt", "hello");
    assertThat(tap.started()).hasValue(0);
  }

  @Test
  void isAskedByPathAndFirstBytes() throws IOException {
    ImageFacts facts = walk(TestImage.of(tar -> tar.file("a.skip", "MZ and more")), tap);

    assertThat(told(facts)).isEmpty();
    assertThat(Walks.gaps(facts)).containsExactly("0:/a.skip it begins with MZ and more");
  }

  @Test
  void isAskedByTheFirstBytesOfASparseFileHoweverItWasCut() throws IOException {
    List<Piece> pieces = List.of(new Piece(0, ""), new Piece(0, "M"), new Piece(1, "Z and more"));

    ImageFacts facts =
        walk(TestImage.of(tar -> new SparseFile("a.skip", 11, pieces).writePax01(tar)), tap);

    assertThat(Walks.gaps(facts)).containsExactly("0:/a.skip it begins with MZ and more");
  }

  @Test
  void passesOverHolesWhateverTheirSize() throws IOException {
    SparseFile huge =
        new SparseFile(
            "huge",
            3 * TERABYTE,
            List.of(new Piece(TERABYTE, "x".repeat(512)), new Piece(2 * TERABYTE, "y")));
    SparseFile small = new SparseFile("small", 8_192, List.of(new Piece(4_096, "x".repeat(512))));

    ImageFacts facts =
        walk(
            TestImage.of(tar -> {
              huge.writePax10(tar);
              small.writePax01(tar);
            }),
            tap);

    assertThat(told(facts))
        .containsExactly(
            "count /huge: 513 bytes, %s zeros, all of it, not hashed".formatted(3 * TERABYTE - 513),
            "count /small: 512 bytes, 7680 zeros, all of it, hashed");
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void passesOverZerosThatWereStored() throws IOException {
    ImageFacts facts = walk(TestImage.of(tar -> tar.zeros("zeros", 1 << 20)), tap);

    assertThat(told(facts))
        .containsExactly("count /zeros: 0 bytes, 1048576 zeros, all of it, hashed");
  }

  @Test
  void goesByContentSoThatHardLinksTellTheSame() throws IOException {
    ImageFacts facts =
        walk(
            TestImage.of(
                tar -> tar.file("a", "hello").hardLink("b", "a"),
                tar -> tar.hardLink("c", "a").whiteout("a")),
            tap);

    assertThat(told(facts))
        .containsExactly(
            "count /b: 5 bytes, 0 zeros, all of it, hashed",
            "count /c: 5 bytes, 0 zeros, all of it, hashed");
    assertThat(facts.layers().getFirst().facts())
        .extracting(PathFact::path)
        .containsExactly("/a", "/b");
  }

  @Test
  void makesAGapOfAFailureAndAsksAgainForTheNextFile() throws IOException {
    ImageFacts facts =
        walk(
            TestImage.of(tar -> tar.file("a.fail", "a").file("b.fault", "b").file("c", "c")),
            tap,
            CountingTap.named("other"));

    assertThat(Walks.gaps(facts))
        .containsExactly(
            "0:/a.fail count: the engine has gone",
            "0:/a.fail other: the engine has gone",
            "0:/b.fault count@1: IllegalStateException: fault",
            "0:/b.fault other@1: IllegalStateException: fault");
    assertThat(told(facts))
        .containsExactly(
            "count /c: 1 bytes, 0 zeros, all of it, hashed",
            "other /c: 1 bytes, 0 zeros, all of it, hashed");
  }

  @Test
  void tellsWhatItSawBeforeALayerBrokeOff() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", "x".repeat(5_000)));

    ImageFacts facts =
        walk(TestImage.ofTars(Compression.GZIP, Arrays.copyOf(tar, 512 + 2_048)), tap);

    assertThat(told(facts)).containsExactly("count /a: 2048 bytes, 0 zeros, a part, not hashed");
    assertThat(facts.gaps()).hasSize(1);
  }

  @Test
  void readsEveryFileOfADirectoryTreeAndHashesIt() throws IOException {
    Path root = Files.createDirectory(temporary.resolve("root"));
    Files.writeString(root.resolve("a.txt"), "hello");
    Files.writeString(root.resolve("b.fail"), "b");
    Files.writeString(root.resolve("c.skip"), "c");
    Files.write(root.resolve("zeros"), new byte[100_000]);
    Files.writeString(root.resolve("large"), "x".repeat(200_000));

    ImageFacts facts = walk(TestImage.ofTree(root), tap);

    assertThat(told(facts))
        .containsExactly(
            "count /a.txt: 5 bytes, 0 zeros, all of it, hashed",
            "count /large: 200000 bytes, 0 zeros, all of it, hashed",
            "count /zeros: 0 bytes, 100000 zeros, all of it, hashed");
    assertThat(Walks.gaps(facts))
        .containsExactly("0:/b.fail count: the engine has gone", "0:/c.skip it begins with c");
    assertThat(Walks.texts(facts)).containsEntry("/a.txt", "hello");
    assertThat(Walks.file(facts, "/large").sha256()).isPresent();
    assertThat(Walks.file(facts, "/c.skip").sha256()).isEmpty();
    assertThat(tap.started()).hasValue(0);
  }

  @Test
  void keepsFactsInTheCacheUnderTheVersionOfItsData() throws IOException {
    TestImage image = TestImage.of(tar -> tar.file("a", "hello"));
    List<String> first = told(walk(image, cache(tap), tap));

    assertThat(told(walk(image, cache(tap), tap))).isEqualTo(first).isNotEmpty();
    assertThat(hits).containsExactly(0);

    CountingTap newer = new CountingTap(new AnalyserId("count", 1), "2", new AtomicInteger());
    assertThat(told(walk(image, cache(newer), newer))).isEqualTo(first);
    assertThat(hits).isEmpty();
  }

  @Test
  void keepsNoFactsThatMayBeMoreAnotherTime() throws IOException {
    TestImage image =
        TestImage.of(tar -> tar.file("a.later", "hello"), tar -> tar.file("b", "hello"));
    List<String> first = told(walk(image, cache(tap), tap));

    assertThat(told(walk(image, cache(tap), tap))).isEqualTo(first).hasSize(2);
    assertThat(hits).containsExactly(1);
  }

  private LayerFactsCache cache(ContentTap used) {
    List<FactTeller> tellers = List.of(Walks.TEXTS, used);
    return FileLayerFactsCache.open(
            temporary.resolve("cache"), tellers, Limits.defaults(), 1 << 20, 5, () -> Instant.EPOCH)
        .cache();
  }
}
