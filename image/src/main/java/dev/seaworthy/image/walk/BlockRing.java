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

  /// What travels through the ring: a filled buffer, or the end with what brought it about too
  /// early.
  private static final class Item {
    private final byte[] bytes;
    private final int length;
    private final boolean isEnd;
    private final @Nullable Throwable failure;

    Item(byte[] bytes, int length, boolean isEnd, @Nullable Throwable failure) {
      this.bytes = bytes;
      this.length = length;
      this.isEnd = isEnd;
      this.failure = failure;
    }
  }

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
    filled.put(new Item(buffer, length, false, null));
  }

  /// The writer's: nothing more comes.
  ///
  /// @param failure what ended it too early, or null
  void end(@Nullable Throwable failure) {
    // There is a place for each buffer and one for this: it never blocks.
    filled.add(new Item(new byte[0], 0, true, failure));
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
          Item next = filled.take();
          if (next.isEnd) {
            hasEnded = true;
            rethrow(next.failure);
            return false;
          }
          current = next.bytes;
          digest.update(next.bytes, next.length);
          accept(next.bytes, next.length);
          return true;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while reading a layer");
        }
      }
    };
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
