package dev.seaworthy.inventory.embedded;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.binary.ElfFile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Java libraries that a program of GraalVM's `native-image` was built from, where `--enable-sbom`
/// wrote them into it: CycloneDX in JSON, compressed with gzip, at the symbol `sbom`, its length at
/// the symbol `sbom_length` (GraalVM reference manual, "Embedding an SBOM"). Before GraalVM 23.1 it
/// named libraries by group and name, without package URLs.
public final class NativeImageCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("native-image-sbom", 2);

  /// The section that every program of native-image has, and no other.
  private static final String HEAP = ".svm_heap";

  private static final String START = "sbom";
  private static final String LENGTH = "sbom_length";
  private static final String LIBRARIES = "maven";
  private static final int COMPRESSED_BYTES_MAX = 32 << 20;

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return Interest.in(Interest.elf());
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "Java libraries (programs of GraalVM's native-image)",
        "the symbols `sbom` and `sbom_length` of ELF files",
        "every library that the bill of materials inside the program lists, marked as claimed",
        "programs that were built without `--enable-sbom`; Windows and macOS programs; that modules of"
            + " Java's own, which older documents list among the libraries, are none");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    try (SeekableByteChannel channel = content.channel()) {
      Optional<byte[]> compressed;
      try {
        compressed = compressed(channel, sink);
      } catch (EOFException | ArithmeticException e) {
        // What only looks like a program has no bill of materials either.
        return;
      }
      if (compressed.isPresent()) {
        tell(compressed.get(), sink);
      }
    }
  }

  private static Optional<byte[]> compressed(SeekableByteChannel channel, FactSink sink)
      throws IOException {
    Optional<ElfFile> read = ElfFile.read(channel);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    ElfFile elf = read.get();
    if (elf.section(HEAP).isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> symbols = elf.symbols(Set.of(START, LENGTH));
    Long start = symbols.get(START);
    Long lengthAt = symbols.get(LENGTH);
    if (start == null || lengthAt == null) {
      return Optional.empty();
    }
    try {
      long length = ByteBuffer.wrap(elf.bytesAt(lengthAt, Long.BYTES)).order(elf.order()).getLong();
      if (length < 0 || length > COMPRESSED_BYTES_MAX) {
        throw new IOException("it claims %s compressed bytes".formatted(length));
      }
      return Optional.of(elf.bytesAt(start, (int) length));
    } catch (IOException e) {
      sink.gap(InventoryError.EMBEDDED_SBOM_UNREADABLE, "", text(e));
      return Optional.empty();
    }
  }

  private static void tell(byte[] compressed, FactSink sink) {
    int bytesMax = EmbeddedSbom.bytesMax(sink);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] json = in.readNBytes(bytesMax);
      if (in.read() >= 0) {
        throw new IOException("it unpacks to more than %s bytes".formatted(bytesMax));
      }
      EmbeddedSbom.tell(json, "", LIBRARIES, sink);
    } catch (IOException e) {
      sink.gap(InventoryError.EMBEDDED_SBOM_UNREADABLE, "", text(e));
    }
  }

  private static String text(IOException e) {
    return "the bill of materials of native-image: " + e.getMessage();
  }
}
