package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFactsCache;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// Keeps the facts of layers in a folder that is the user's alone and that several processes may
/// use at once. Two kinds of entries lie there: for each blob that was unpacked here the diff ID
/// that came out, and for each diff ID and circumstances the facts. Every entry ends with a check
/// sum; one that doesn't fit is dropped and the layer read again.
public final class FileLayerFactsCache implements LayerFactsCache {

  private static final String FACTS = ".facts";
  private static final String BLOB = ".blob";
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int SUM_BYTES = Long.BYTES;
  private static final int BLOB_BYTES_MAX = 1_000;

  /// Some hundred thousand files. The facts of a layer that has more are not kept: an entry is read
  /// as a whole, beside the tables that are made of it and of others, in a heap of 192 MB.
  private static final int FACTS_BYTES_MAX = 32 << 20;

  /// From here on entries are read one at a time.
  private static final int LARGE_BYTES = 8 << 20;

  private final CacheFolder folder;
  private final List<FactTeller> analysers;
  private final CacheKey key;
  private final long hashSeed;
  private final Object large = new Object();

  private FileLayerFactsCache(
      CacheFolder folder, List<? extends FactTeller> analysers, CacheKey key, long hashSeed) {
    this.folder = folder;
    this.analysers = List.copyOf(analysers);
    this.key = key;
    this.hashSeed = hashSeed;
  }

  /// What came of opening a cache.
  ///
  /// @param cache one that keeps nothing, if the folder can't be trusted
  /// @param refusal why it can't, or empty
  public record Opened(LayerFactsCache cache, String refusal) {}

  /// Opens the cache in a folder, which is made if there is none. A folder that others may write
  /// to, or that isn't the user's, is not used.
  ///
  /// @param analysers the same as of the walk, its taps included
  /// @param limits the same as of the walk
  /// @param bytesMax how large the folder may become
  /// @param hashSeed see [WalkResources]
  /// @param clock for which entries were used last
  public static Opened open(
      Path folder,
      List<? extends FactTeller> analysers,
      Limits limits,
      long bytesMax,
      long hashSeed,
      InstantSource clock) {
    return CacheFolder.prepare(folder)
        .map(refusal -> new Opened(NONE, refusal))
        .orElseGet(() ->
            new Opened(
                new FileLayerFactsCache(
                    CacheFolder.of(folder, bytesMax, clock),
                    analysers,
                    new CacheKey(analysers, limits),
                    hashSeed),
                ""));
  }

  @Override
  public Optional<LayerFacts> find(Digest blob, long blobBytes) {
    return diffId(blob, blobBytes).flatMap(this::facts);
  }

  private Optional<DiffId> diffId(Digest blob, long blobBytes) {
    Path entry = folder.entry(blobName(blob));
    try (InputStream in = Files.newInputStream(entry)) {
      String[] lines =
          new String(in.readNBytes(BLOB_BYTES_MAX), StandardCharsets.UTF_8).split("\n", -1);
      if (lines.length != 4 || !lines[3].equals(sum(lines[0], lines[1], lines[2]))) {
        folder.drop(entry);
        return Optional.empty();
      }
      boolean isMeant =
          lines[0].equals(blob.toString()) && lines[1].equals(Long.toString(blobBytes));
      return isMeant ? Optional.of(new DiffId(Digest.parse(lines[2]))) : Optional.empty();
    } catch (IOException | SeaworthyException e) {
      return Optional.empty();
    }
  }

  private Optional<LayerFacts> facts(DiffId diffId) {
    Path entry = folder.entry(key.of(diffId) + FACTS);
    try {
      LayerFacts facts = read(entry);
      if (!facts.diffId().equals(diffId)) {
        throw new IOException("the entry is about another layer");
      }
      folder.touch(entry);
      return Optional.of(facts);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with it, the layer itself can be read.
      folder.drop(entry);
      return Optional.empty();
    }
  }

  private LayerFacts read(Path entry) throws IOException {
    long size = Files.size(entry);
    if (size < SUM_BYTES || size > FACTS_BYTES_MAX) {
      throw new IOException("the entry has %s bytes".formatted(size));
    }
    if (size <= LARGE_BYTES) {
      return read(entry, (int) size);
    }
    synchronized (large) {
      return read(entry, (int) size);
    }
  }

  private LayerFacts read(Path entry, int size) throws IOException {
    byte[] bytes = checked(entry, size);
    return new FactsReader(analysers, bytes, size - SUM_BYTES, hashSeed).read();
  }

  /// The entry with its sum, which fits. It is read as a whole: taking it from a stream piece by
  /// piece takes longer than all that is then made of it.
  ///
  /// The sum is against disks and writes that were torn; against people there is the folder's mode,
  /// and who may write there could write a digest too. CRC-32 is fast from the first byte on, where
  /// SHA-256 is so only after the JVM has compiled it, which a scan of known layers never waits
  /// for.
  private static byte[] checked(Path entry, int size) throws IOException {
    byte[] bytes = new byte[size];
    try (InputStream in = Files.newInputStream(entry)) {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new IOException("the entry has become shorter");
      }
    }
    int length = bytes.length - SUM_BYTES;
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length);
    if (ByteBuffer.wrap(bytes).getLong(length) != sum.getValue()) {
      throw new IOException("the entry's check sum is wrong");
    }
    return bytes;
  }

  @Override
  public void put(Digest blob, long blobBytes, LayerFacts facts) {
    try {
      Path file = folder.aside();
      try {
        write(file, facts);
        folder.keep(file, key.of(facts.diffId()) + FACTS);
      } finally {
        Files.deleteIfExists(file);
      }
      putDiffId(blob, blobBytes, facts.diffId());
    } catch (IOException | RuntimeException e) {
      // A full disk, too many facts, one that its codec can't write: the next scan reads the layer
      // again.
      return;
    }
  }

  private void write(Path file, LayerFacts facts) throws IOException {
    CRC32 sum = new CRC32();
    try (OutputStream to = Files.newOutputStream(file)) {
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(
                  new CheckedOutputStream(
                      new BoundedOutputStream(to, FACTS_BYTES_MAX - SUM_BYTES), sum),
                  BUFFER_BYTES));
      new FactsWriter(analysers, out).write(facts);
      out.flush();
      new DataOutputStream(to).writeLong(sum.getValue());
    }
  }

  private void putDiffId(Digest blob, long blobBytes, DiffId diffId) throws IOException {
    String size = Long.toString(blobBytes);
    String sum = sum(blob.toString(), size, diffId.toString());
    String text = "%s\n%s\n%s\n%s".formatted(blob, size, diffId, sum);
    Path file = folder.aside();
    try {
      Files.writeString(file, text);
      folder.keep(file, blobName(blob));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String sum(String blob, String size, String diffId) {
    String text = "%s\n%s\n%s".formatted(blob, size, diffId);
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static String blobName(Digest blob) {
    return blob.hex() + BLOB;
  }
}
