package dev.seaworthy.image.walk.hostile;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.walk.FileLayerFactsCache;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks a large image in a JVM of its own with the heap of the command line, and tells how much
/// memory that took.
public final class SmallHeap {

  private static final int FILES_IN_PIECE = 1_000;
  private static final int MEGABYTE = 1 << 20;

  private SmallHeap() {}

  /// What came of it.
  ///
  /// @param peakMegabytes the largest resident memory of the process, the JVM included
  public record Result(long files, long gaps, String texts, long peakMegabytes) {}

  /// @param scenario one of the cases of [#main]
  public static Result run(String scenario) {
    return run(List.of(scenario));
  }

  /// The same with a cache of layers' facts.
  public static Result run(String scenario, Path cache) {
    return run(List.of(scenario, cache.toString()));
  }

  private static Result run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx192m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SmallHeap.class.getName());
    command.addAll(arguments);
    List<String> lines = Command.of(command.toArray(String[]::new)).text().lines().toList();
    return new Result(
        Long.parseLong(lines.get(0)),
        Long.parseLong(lines.get(1)),
        lines.get(2),
        Long.parseLong(lines.get(3)));
  }

  public static void main(String[] arguments) throws IOException {
    byte[] base = TarWriter.bytes(tar -> tar.file("honest/base.txt", "base"));
    List<Layer> layers = new ArrayList<>();
    layers.add(TestImage.layer(0, base, Compression.GZIP));
    switch (arguments[0]) {
      case "million-files" -> layers.add(manyFiles(1, 1_000));
      case "four-gigabytes" -> layers.add(fourGigabytes());
      case "deep-directories" -> layers.add(deepDirectories());
      case "large-known-layers" -> {
        layers.add(manyFiles(1, 120));
        layers.add(manyFiles(2, 121));
        layers.add(manyFiles(3, 480));
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    TestImage image = new TestImage(layers);
    ImageFacts facts =
        arguments.length == 1
            ? Walks.walk(image, Limits.defaults(), Walks.TEXTS)
            : known(image, Path.of(arguments[1]));
    System.out.println(facts.tree().size());
    System.out.println(facts.gaps().size());
    System.out.println(Walks.texts(facts).keySet());
    System.out.println(peakMegabytes());
  }

  private static ImageFacts known(TestImage image, Path folder) {
    FileLayerFactsCache.Opened opened =
        FileLayerFactsCache.open(
            folder, List.of(Walks.TEXTS), Limits.defaults(), 1L << 30, 5, () -> Instant.EPOCH);
    WalkResources resources = WalkResources.of(2, folder.resolveSibling("spill"), 42);
    return new ImageWalk(List.of(Walks.TEXTS), Limits.defaults(), opened.cache(), resources)
        .walk(image, WalkListener.NONE);
  }

  private static Layer.Blob manyFiles(int index, int thousands) throws IOException {
    return GeneratedTar.layer(
        index,
        thousands,
        (tar, piece) -> {
          for (int i = 0; i < FILES_IN_PIECE; i++) {
            String name = "tiny/%s/file-number-%s".formatted(piece, i);
            tar.file(i == 500 && piece == 700 ? name + ".txt" : name, "x");
          }
        });
  }

  /// 4 GB in one file, in 64 gzip members of the same 64 MB.
  private static Layer.Blob fourGigabytes() throws IOException {
    long size = 64L * 64 * MEGABYTE;
    byte[] header = header(TarEntry.file("huge").claimingSize(size));
    byte[] member = gzip(new byte[64 * MEGABYTE]);
    byte[] end = gzip(TarWriter.bytes(tar -> tar.file("honest/after.txt", "after")));
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.writeBytes(gzip(header));
    for (int i = 0; i < 64; i++) {
      stored.writeBytes(member);
    }
    stored.writeBytes(end);
    return TestImage.stored(1, stored.toByteArray(), null);
  }

  /// A hundred thousand directories, each 40 deep, of which only names speak.
  private static Layer.Blob deepDirectories() throws IOException {
    return GeneratedTar.layer(
        1,
        1_000,
        (tar, piece) -> {
          for (int i = 0; i < 100; i++) {
            tar.file("d%s-%s".formatted(piece, i) + "/x".repeat(40) + "/f", "");
          }
        });
  }

  private static byte[] header(TarEntry entry) throws IOException {
    byte[] whole = TarWriter.bytes(tar -> tar.entry(entry));
    return Arrays.copyOf(whole, whole.length - 1_024);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    return TestImage.packed(bytes, Compression.GZIP);
  }

  private static long peakMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
      }
    }
    throw new IOException("no peak memory is known");
  }
}
