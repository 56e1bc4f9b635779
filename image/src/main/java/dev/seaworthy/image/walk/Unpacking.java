package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// The first half of reading a layer, on a thread of its own: reads the stored bytes, verifies
/// their digest, unpacks them and hands the buffers on.
final class Unpacking implements Runnable {

  /// How much may be unpacked before the ratio counts: small files of zeros are honest.
  private static final long RATIO_FREE_BYTES = 64L << 20;

  /// Gaps are kept with the layer's facts, which know nothing of its place in an image.
  private static final String WHAT = "the layer";

  private final Layer.Blob layer;
  private final String name;
  private final Limits limits;
  private final ByteBudget imageBytes;
  private final LongConsumer progress;
  private final BlockRing ring;
  private long unpacked;

  /// @param name such as `layer 3 of 6`, for messages
  Unpacking(
      Layer.Blob layer,
      String name,
      Limits limits,
      ByteBudget imageBytes,
      LongConsumer progress,
      BlockRing ring) {
    this.layer = layer;
    this.name = name;
    this.limits = limits;
    this.imageBytes = imageBytes;
    this.progress = progress;
    this.ring = ring;
  }

  @Override
  public void run() {
    Throwable failure = null;
    try {
      unpackAndVerify();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it is, the reading thread must hear of it or it would wait for ever.
      failure = e;
    }
    ring.end(failure);
  }

  private void unpackAndVerify() throws IOException, InterruptedException {
    try (InputStream in = layer.content().open();
        StoredBytes stored = new StoredBytes(in, layer.descriptor(), name, progress)) {
      IOException brokenOff = null;
      try {
        unpack(stored);
      } catch (DamagedStreamException | LimitExceededException e) {
        brokenOff = e;
      }
      // Content with a wrong digest was altered, which matters more than that it is damaged.
      stored.verify();
      if (brokenOff != null) {
        throw brokenOff;
      }
    } catch (DamagedStreamException | LimitExceededException e) {
      throw e;
    } catch (IOException e) {
      throw new SeaworthyException(
          ImageError.UNREADABLE,
          "reading %s (digest %s) failed: %s"
              .formatted(name, layer.descriptor().digest(), e.getMessage()),
          e);
    }
  }

  private void unpack(StoredBytes stored) throws IOException, InterruptedException {
    Compression compression = Compression.of(stored, layer.descriptor().mediaType(), name);
    try (Decompressor decompressor = compression.open(stored)) {
      boolean hasMore = true;
      while (hasMore) {
        byte[] buffer = ring.empty();
        int length = 0;
        try {
          while (hasMore && length < buffer.length) {
            int read = decompressor.read(buffer, length, buffer.length - length);
            hasMore = read >= 0;
            length += Math.max(read, 0);
          }
        } finally {
          // What came before damage is handed on too.
          if (length > 0) {
            ring.put(buffer, length);
          }
        }
        unpacked += length;
        imageBytes.take(length);
        check(stored.count());
      }
    }
  }

  private void check(long stored) throws LimitExceededException {
    if (unpacked > limits.of(Limit.LAYER_BYTES)) {
      throw new LimitExceededException(Limit.LAYER_BYTES, limits.of(Limit.LAYER_BYTES), WHAT);
    }
    long ratio = limits.of(Limit.LAYER_RATIO);
    if (unpacked > RATIO_FREE_BYTES && unpacked / ratio > stored) {
      throw new LimitExceededException(Limit.LAYER_RATIO, ratio, WHAT);
    }
  }
}
