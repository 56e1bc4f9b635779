package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLayerFactsCacheTest {

  private static final Limits LIMITS = Limits.defaults();

  @TempDir private Path temporary;
  private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));

  /// The layers that were taken from the cache, by index.
  private final List<Integer> hits = new ArrayList<>();

  @BeforeEach
  void chooseAFolder() {
    folder = temporary.resolve("layers");
  }

  private LayerFactsCache open(Limits limits, long bytesMax, Analyser... analysers) {
    FileLayerFactsCache.Opened opened =
        FileLayerFactsCache.open(folder, List.of(analysers), limits, bytesMax, 5, now::get);
    assertThat(opened.refusal()).isEmpty();
    return opened.cache();
  }

  private ImageFacts walk(TestImage image) {
    return walk(image, LIMITS, 10_000_000, Walks.TEXTS);
  }

  private ImageFacts walk(TestImage image, Limits limits, long bytesMax, Analyser... analysers) {
    hits.clear();
    LayerFactsCache cache = open(limits, bytesMax, analysers);
    WalkResources resources = WalkResources.of(2, temporary, 9);
    WalkListener listener =
        new WalkListener() {
          @Override
          public void layerDone(int layer, boolean isFromCache) {
            synchronized (hits) {
              if (isFromCache) {
                hits.add(layer);
              }
            }
          }
        };
    return new ImageWalk(List.of(analysers), limits, cache, resources).walk(image, listener);
  }

  private static TestImage image() throws IOException {
    return TestImage.of(
        tar ->
            tar.directory("d")
                .entry(TarEntry.file("d/a.txt").mode(04711).owner(7, 4_000_000_000L), new byte[3])
                .hardLink("d/b.txt", "d/a.txt")
                .symlink("link", "d/a.txt")
                .file("gone/x.txt", "x")
                .file("gone", "now a file")
                .entry(TarEntry.fifo("pipe"))
                .entry(TarEntry.file("bad").name(new byte[] {'.', '.', '/', 'x'}))
                .entry(TarEntry.file("n").name(new byte[] {'n', (byte) 0xff})),
        tar -> tar.whiteout("link").opaque("d").file("d/c.txt", "c"));
  }

  private static List<FileRecord> table(ImageFacts facts, int layer) {
    List<FileRecord> records = new ArrayList<>();
    for (int i = 0; i < facts.layers().get(layer).files().size(); i++) {
      records.add(facts.layers().get(layer).files().record(i));
    }
    return records;
  }

  @Test
  void givesBackWhatTheReadingGave() throws IOException {
    ImageFacts first = walk(image());
    assertThat(hits).isEmpty();

    ImageFacts second = walk(image());

    assertThat(hits).containsExactlyInAnyOrder(0, 1);
    assertThat(second.visible()).isEqualTo(first.visible()).isNotEmpty();
    assertThat(second.gaps()).isEqualTo(first.gaps()).hasSize(1);
    assertThat(Walks.paths(second)).isEqualTo(Walks.paths(first));
    for (int layer = 0; layer < 2; layer++) {
      assertThat(table(second, layer)).isEqualTo(table(first, layer)).isNotEmpty();
      assertThat(second.layers().get(layer).diffId()).isEqualTo(first.layers().get(layer).diffId());
      assertThat(second.layers().get(layer).sizeBytes())
          .isEqualTo(first.layers().get(layer).sizeBytes());
      assertThat(second.layers().get(layer).files().whiteouts())
          .isEqualTo(first.layers().get(layer).files().whiteouts());
      assertThat(second.layers().get(layer).files().opaqueDirectories())
          .isEqualTo(first.layers().get(layer).files().opaqueDirectories());
    }
  }

  @Test
  void doesNotOpenALayerThatItKnows() throws IOException {
    Layer.Blob known = (Layer.Blob) image().layers().getFirst();
    walk(new TestImage(List.of(known)));
    Layer.Blob unopened =
        new Layer.Blob(
            0,
            known.descriptor(),
            known.claimedDiffId(),
            () -> {
              throw new IOException("opened");
            });

    ImageFacts facts = walk(new TestImage(List.of(unopened)));

    assertThat(facts.tree().find("/d/a.txt")).isPresent();
  }

  @Test
  void aClaimedDiffIdSelectsNothing() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a.txt", "honest"));
    Layer.Blob honest = TestImage.layer(0, tar, Compression.GZIP);
    walk(new TestImage(List.of(honest)));
    byte[] other = TarWriter.bytes(out -> out.file("evil.txt", "evil"));
    Layer.Blob claiming =
        TestImage.stored(
            0, TestImage.packed(other, Compression.GZIP), new DiffId(Digest.sha256(tar)));

    assertThatThrownBy(() -> walk(new TestImage(List.of(claiming))))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(ImageError.DIGEST_MISMATCH))
        .hasMessageContaining(Digest.sha256(tar).toString())
        .hasMessageContaining(Digest.sha256(other).toString());
    assertThat(hits).isEmpty();
  }

  @Test
  void aKnownLayerWithAnUntruthfulConfigIsRefused() throws IOException {
    Layer.Blob known = (Layer.Blob) image().layers().getFirst();
    walk(new TestImage(List.of(known)));
    DiffId other = new DiffId(Digest.sha256(new byte[] {1}));
    Layer.Blob claiming = new Layer.Blob(0, known.descriptor(), other, known.content());

    assertThatThrownBy(() -> walk(new TestImage(List.of(claiming))))
        .hasMessageContaining(other.toString());
  }

  @Test
  void otherAnalysersVersionsAndLimitsFindNothing() throws IOException {
    TestImage image = image();
    walk(image);
    TextAnalyser newer =
        new TextAnalyser(new AnalyserId("text", 2), Interest.in(new Interest.Suffix(".txt")));

    walk(image, LIMITS, 10_000_000, newer);
    assertThat(hits).isEmpty();
    walk(image, LIMITS.with(Limit.GAPS, 5), 10_000_000, Walks.TEXTS);
    assertThat(hits).isEmpty();
    walk(image, LIMITS, 10_000_000, Walks.TEXTS, TextAnalyser.named("more"));
    assertThat(hits).isEmpty();
    walk(image);
    assertThat(hits).hasSize(2);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void aDamagedEntryIsDroppedAndTheLayerReadAgain() throws IOException {
    TestImage image = image();
    ImageFacts first = walk(image);
    List<Path> entries = entries();
    assertThat(entries).hasSize(4);
    for (Path entry : entries) {
      byte[] whole = Files.readAllBytes(entry);
      for (int at : new int[] {0, whole.length / 3, whole.length / 2, whole.length - 1}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 4;
        Files.write(entry, damaged);

        ImageFacts again = walk(image);

        assertThat(hits).as("%s at %s", entry.getFileName(), at).hasSize(1);
        assertThat(again.visible()).isEqualTo(first.visible());
      }
      Files.write(entry, new byte[10]);
      walk(image);
      assertThat(hits).hasSize(1);
      assertThat(Files.readAllBytes(entry)).isEqualTo(whole);
    }
  }

  /// The sum fits and yet the entry lies: a negative count would be a layer without facts or gaps.
  @Test
  void anEntryWithANegativeCountOrMoreThanItsFactsIsNotBelieved() throws IOException {
    TestImage image =
        TestImage.of(tar -> tar.entry(TarEntry.file("x").name(new byte[] {'.', '.', '/'})));
    assertThat(walk(image).gaps()).isNotEmpty();
    Path entry =
        entries().stream()
            .filter(file -> file.toString().endsWith(".facts"))
            .findFirst()
            .orElseThrow();
    byte[] whole = Files.readAllBytes(entry);
    byte[] facts = Arrays.copyOf(whole, whole.length - 8);
    // The number of gaps stands before the texts of the one gap.
    int gapBytes = 12;
    for (Gap gap : walk(image).layers().getFirst().gaps()) {
      gapBytes += (gap.code() + gap.location().path() + gap.detail()).length();
    }
    int count = facts.length - gapBytes - 4;
    assertThat(ByteBuffer.wrap(facts).getInt(count)).isOne();
    List<byte[]> lies = new ArrayList<>();
    lies.add(summed(ByteBuffer.wrap(facts.clone()).putInt(count, -1).array()));
    lies.add(summed(ByteBuffer.wrap(facts.clone()).putInt(count - 4, -1).array()));
    lies.add(summed(ByteBuffer.wrap(facts.clone()).putInt(count, 0).array()));
    for (byte[] lie : lies) {
      Files.write(entry, lie);

      assertThat(walk(image).gaps()).isNotEmpty();
      assertThat(hits).isEmpty();
    }
    Files.write(entry, summed(facts));
    walk(image);
    assertThat(hits).hasSize(1);
  }

  private static byte[] summed(byte[] facts) {
    CRC32 sum = new CRC32();
    sum.update(facts);
    return ByteBuffer.allocate(facts.length + 8).put(facts).putLong(sum.getValue()).array();
  }

  @Test
  void keepsNothingOfALayerThatIsDamaged() throws IOException {
    byte[] packed = TestImage.packed(TarWriter.bytes(tar -> tar.file("a", "a")), Compression.GZIP);
    packed[packed.length - 5] ^= 1;
    TestImage image = new TestImage(List.of(TestImage.stored(0, packed, null)));

    assertThat(walk(image).gaps()).hasSize(1);

    assertThat(entries()).isEmpty();
  }

  @Test
  void takesOutWhatWasNotUsedForLongest() throws IOException {
    long room = 3 * 4096 * 2;
    TestImage[] images = new TestImage[4];
    for (int i = 0; i < images.length; i++) {
      String name = "f" + i + ".txt";
      images[i] = TestImage.of(tar -> tar.file(name, name));
    }
    for (int i = 0; i < 3; i++) {
      now.updateAndGet(instant -> instant.plusSeconds(60));
      walk(images[i], LIMITS, room, Walks.TEXTS);
    }
    now.updateAndGet(instant -> instant.plusSeconds(60));
    walk(images[0], LIMITS, room, Walks.TEXTS);
    assertThat(hits).hasSize(1);
    now.updateAndGet(instant -> instant.plusSeconds(60));
    walk(images[3], LIMITS, room, Walks.TEXTS);

    walk(images[1], LIMITS, room, Walks.TEXTS);
    assertThat(hits).isEmpty();
    assertThat(entries().size() * 4096L).isLessThanOrEqualTo(room);
  }

  @Test
  void doesNotUseAFolderThatOthersMayReadOrWrite() throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    FileLayerFactsCache.Opened opened =
        FileLayerFactsCache.open(folder, List.of(), LIMITS, 1_000, 5, now::get);

    assertThat(opened.refusal()).isEqualTo(folder + " has mode 755, not 700");
    assertThat(opened.cache()).isSameAs(LayerFactsCache.NONE);
  }

  @Test
  void doesNotUseAFolderThatIsALink(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(folder, elsewhere);

    FileLayerFactsCache.Opened opened =
        FileLayerFactsCache.open(folder, List.of(), LIMITS, 1_000, 5, now::get);

    assertThat(opened.refusal()).isEqualTo(folder + " is no directory of its own");
  }

  @Test
  void severalProcessesShareIt() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  CacheSharer.class.getName(),
                  folder.toString(),
                  Integer.toString(i))
              .redirectErrorStream(true)
              .start());
    }
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).startsWith("right 150 ");
    }
  }

  @Test
  void aProcessThatIsKilledWhileItWritesLeavesNoHalfEntry() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CacheWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = writer.inputReader()) {
      assertThat(said.readLine()).isEqualTo(CacheWriter.SAID);
      // SIGKILL: nothing of the process runs any more.
      writer.destroyForcibly();
      assertThat(writer.waitFor()).isEqualTo(128 + 9);
    }
    List<Path> left = entries();
    assertThat(left)
        .singleElement()
        .satisfies(file -> {
          assertThat(file.getParent()).isEqualTo(folder);
          assertThat(file.getFileName().toString()).startsWith("new-");
          assertThat(Files.size(file)).isPositive();
        });

    now.set(Files.getLastModifiedTime(left.getFirst()).toInstant().plusSeconds(60));
    TestImage image = TestImage.of(tar -> tar.file("a.txt", "a").file("b.txt", "b"));
    Map<String, String> texts = Map.of("/a.txt", "a", "/b.txt", "b");
    assertThat(Walks.texts(walk(image))).isEqualTo(texts);
    assertThat(hits).isEmpty();
    assertThat(Walks.texts(walk(image))).isEqualTo(texts);
    assertThat(hits).containsExactly(0);
    // Somebody else might still have been writing it.
    assertThat(left.getFirst()).exists();

    now.updateAndGet(instant -> instant.plusSeconds(4_000));
    walk(TestImage.of(tar -> tar.file("c.txt", "c")));
    assertThat(left.getFirst()).doesNotExist();
    walk(image);
    assertThat(hits).containsExactly(0);
  }
}
