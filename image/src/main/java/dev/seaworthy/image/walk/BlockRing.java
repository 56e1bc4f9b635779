package dev.seaworthy.image.walk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Hands buffers from the thread that unpacks a layer to the thread that reads it, and back again
/// for new bytes. A fixed number of buffers bounds both the memory and how far the one may run
/// ahead of the other.
final class BlockRing {

  static final int BUFFER_BYTES = 256 << 10;

  private static final int BUFFERS = 6;

  /// What travels through the ring.
  private sealed interface Item {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Filled(byte[] bytes, int length) implements Item {}

  private record Ended(@Nullable Throwable failure) implements Item {}

  private final BlockingQueue<Item> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
  private int made;

  /// The writer's: a buffer to fill.
  byte[] empty() throws InterruptedException {
    byte[] buffer = free.poll();
    if (buffer != null) {
      return buffer;
    }
    if (made < BUFFERS) {
      made++;
      return new byte[BUFFER_BYTES];
    }
    return free.take();
  }

  /// The writer's: hands over a filled buffer.
  void put(byte[] buffer, int length) throws InterruptedException {
    filled.put(new Filled(buffer, length));
  }

  /// The writer's: nothing more comes.
  ///
  /// @param failure what ended it too early, or null
  void end(@Nullable Throwable failure) {
    // There is a place for each buffer and one for this: it never blocks.
    filled.add(new Ended(failure));
  }

  /// The reader's end of the ring.
  BlockSource source(LayerDigest digest) {
    return new BlockSource() {
      private byte @Nullable [] current;
      private boolean hasEnded;

      @Override
      boolean refill() throws IOException {
        if (hasEnded) {
          return false;
        }
        try {
          if (current != null) {
            free.put(current);
            current = null;
          }
          return switch (filled.take()) {
            case Filled(byte[] bytes, int length) -> {
              current = bytes;
              digest.update(bytes, length);
              accept(bytes, length);
              yield true;
            }
            case Ended(Throwable failure) -> {
              hasEnded = true;
              rethrow(failure);
              yield false;
            }
          };
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while reading a layer");
        }
      }
    };
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    switch (failure) {
      case null -> {
        // A regular end.
      }
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
