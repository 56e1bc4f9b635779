package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFactsCache;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries the facts of one image's layers from the process that read them to the one that decides.
/// Whoever reads a parcel doesn't trust whoever wrote it: everything in it is bounded, and what
/// makes no sense is refused. That the facts are true nobody can see from here.
public final class FactsParcel {

  private static final int MAGIC = 0x53574650;
  private static final int WHOLE = 'W';
  private static final int UNFINISHED = 'U';
  private static final int END = 'E';
  private static final int LAYERS_MAX = 10_000;
  private static final int FACTS_BYTES_MAX = 256 << 20;

  private FactsParcel() {}

  /// Writes a parcel.
  public static final class Writer implements LayerFactsCache {
    private final List<FactTeller> tellers;
    private final DataOutputStream out;

    /// @param tellers the same as of the walk
    public Writer(OutputStream out, List<? extends FactTeller> tellers) throws IOException {
      this.tellers = List.copyOf(tellers);
      this.out = new DataOutputStream(out);
      this.out.writeInt(MAGIC);
    }

    @Override
    public Optional<LayerFacts> find(Digest blob, long blobBytes) {
      return Optional.empty();
    }

    @Override
    public void put(Digest blob, long blobBytes, LayerFacts facts) {
      write(WHOLE, blob, blobBytes, facts);
    }

    @Override
    public void putUnfinished(Digest blob, long blobBytes, LayerFacts facts) {
      write(UNFINISHED, blob, blobBytes, facts);
    }

    private synchronized void write(int kind, Digest blob, long blobBytes, LayerFacts facts) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new FactsWriter(tellers, new DataOutputStream(bytes)).write(facts);
        out.writeByte(kind);
        out.writeUTF(blob.toString());
        out.writeLong(blobBytes);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Ends the parcel; one without its end is refused.
    public synchronized void end() throws IOException {
      out.writeByte(END);
      out.flush();
    }
  }

  /// Where the facts of a layer lie in a parcel.
  private record Piece(boolean isWhole, long blobBytes, long at, int length) {}

  /// Reads a parcel. A layer that isn't in it is a failure, never a reason to read the layer.
  public static final class Reader implements LayerFactsCache {
    private final Path file;
    private final List<FactTeller> tellers;
    private final long hashSeed;
    private final Map<Digest, Piece> pieces;

    private Reader(Path file, List<FactTeller> tellers, long hashSeed, Map<Digest, Piece> pieces) {
      this.file = file;
      this.tellers = tellers;
      this.hashSeed = hashSeed;
      this.pieces = pieces;
    }

    /// Opens a parcel that nobody writes to any more.
    ///
    /// @param tellers the same as of the walk
    /// @param hashSeed see [WalkResources]
    /// @throws SeaworthyException [ImageError#UNREADABLE] when it is none, or has no end
    public static Reader open(Path file, List<? extends FactTeller> tellers, long hashSeed) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        return new Reader(file, List.copyOf(tellers), hashSeed, pieces(channel));
      } catch (IOException | RuntimeException e) {
        throw refused("it makes no sense: " + e.getMessage(), e);
      }
    }

    private static Map<Digest, Piece> pieces(FileChannel channel) throws IOException {
      Map<Digest, Piece> pieces = new HashMap<>();
      long at = 0;
      try (InputStream raw = Channels.newInputStream(channel)) {
        DataInputStream in = new DataInputStream(raw);
        if (in.readInt() != MAGIC) {
          throw new IOException("it is no parcel");
        }
        at += Integer.BYTES;
        for (int kind = in.readUnsignedByte(); kind != END; kind = in.readUnsignedByte()) {
          Digest blob = Digest.parse(in.readUTF());
          long blobBytes = in.readLong();
          int length = in.readInt();
          at = channel.position();
          boolean isKnown = kind == WHOLE || kind == UNFINISHED;
          if (!isKnown || length < 0 || length > FACTS_BYTES_MAX || pieces.size() == LAYERS_MAX) {
            throw new IOException("a piece of kind %s and %s bytes".formatted(kind, length));
          }
          if (pieces.putIfAbsent(blob, new Piece(kind == WHOLE, blobBytes, at, length)) != null) {
            throw new IOException("a layer is told twice");
          }
          if (at + length > channel.size()) {
            throw new EOFException("it ends too early");
          }
          channel.position(at + length);
        }
        if (channel.position() != channel.size()) {
          throw new IOException("something follows its end");
        }
        return pieces;
      }
    }

    @Override
    public Optional<LayerFacts> find(Digest blob, long blobBytes) {
      Piece piece = pieces.get(blob);
      if (piece == null || piece.blobBytes() != blobBytes) {
        throw refused("it tells nothing of the layer " + blob, null);
      }
      return piece.isWhole() ? Optional.of(read(piece)) : Optional.empty();
    }

    @Override
    public Optional<LayerFacts> findUnfinished(Digest blob, long blobBytes) {
      Piece piece = pieces.get(blob);
      return piece == null || piece.isWhole() ? Optional.empty() : Optional.of(unfinished(piece));
    }

    /// An unfinished layer without a gap would pass for a whole one.
    private LayerFacts unfinished(Piece piece) {
      LayerFacts facts = read(piece);
      if (facts.gaps().isEmpty()) {
        throw refused("an unfinished layer has no gap", null);
      }
      return facts;
    }

    private LayerFacts read(Piece piece) {
      byte[] bytes = new byte[piece.length()];
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          InputStream in = Channels.newInputStream(channel.position(piece.at()))) {
        if (in.readNBytes(bytes, 0, bytes.length) != bytes.length) {
          throw new EOFException("it ends too early");
        }
        return new FactsReader(tellers, bytes, bytes.length, hashSeed).read();
      } catch (IOException | RuntimeException e) {
        throw refused("the facts of a layer make no sense: " + e.getMessage(), e);
      }
    }

    @Override
    public void put(Digest blob, long blobBytes, LayerFacts facts) {
      throw new IllegalStateException("a layer was read where only its facts are wanted");
    }
  }

  private static SeaworthyException refused(String why, @Nullable Throwable cause) {
    String message = "what was told of the layers is refused: " + why;
    return cause == null
        ? new SeaworthyException(ImageError.UNREADABLE, message)
        : new SeaworthyException(ImageError.UNREADABLE, message, cause);
  }
}
