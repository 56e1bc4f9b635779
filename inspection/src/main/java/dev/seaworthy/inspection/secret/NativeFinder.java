package dev.seaworthy.inspection.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/// One thread's use of the native engine.
final class NativeFinder implements KeywordFinder {

  /// How much is looked at in one call, beside the last word: what the first cache holds.
  private static final int BLOCK = 64 << 10;

  private final Vectorscan library;
  private final MemorySegment database;
  private final MemorySegment scratch;
  private final Arena arena;
  private final MemorySegment bytes;
  private final MemorySegment onMatch;
  private final int[] lengths;
  private final int longest;

  /// Where a word ended, and in the lower half which.
  private long[] ends = new long[1024];

  private int count;

  /// @throws IOException when there is no memory for it
  @SuppressWarnings("restricted") // the library calls back
  NativeFinder(Vectorscan library, MemorySegment database, SecretRules rules) throws IOException {
    this.library = library;
    this.database = database;
    this.lengths = rules.leads().stream().mapToInt(lead -> lead.word().length()).toArray();
    this.longest = rules.automaton().longest();
    this.scratch = library.scratch(database);
    // Closed by whichever thread ends the scan.
    this.arena = Arena.ofShared();
    this.bytes = arena.allocate(BLOCK + longest);
    this.onMatch = Linker.nativeLinker().upcallStub(handle(), Vectorscan.ON_MATCH, arena);
  }

  private MethodHandle handle() {
    MethodType type =
        MethodType.methodType(
            int.class, int.class, long.class, long.class, int.class, MemorySegment.class);
    try {
      return MethodHandles.lookup().bind(this, "matched", type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by the library
  private int matched(int id, long from, long to, int flags, MemorySegment context) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = to << 32 | id;
    return 0;
  }

  @Override
  public void scan(byte[] from, int start, int end, Sink sink) {
    for (int block = start; block < end; block += BLOCK) {
      // A word that begins in this block may end in the next.
      int blockEnd = Math.min(end, block + BLOCK + longest - 1);
      MemorySegment.copy(from, block, bytes, ValueLayout.JAVA_BYTE, 0, blockEnd - block);
      count = 0;
      try {
        library.scan(database, bytes, blockEnd - block, scratch, onMatch);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      tell(block, Math.min(end, block + BLOCK), sink);
    }
  }

  private void tell(int block, int nextBlock, Sink sink) {
    Arrays.sort(ends, 0, count);
    for (int i = 0; i < count; i++) {
      int word = (int) ends[i];
      int at = block + (int) (ends[i] >>> 32) - lengths[word];
      if (at < nextBlock) {
        sink.found(word, at);
      }
    }
  }

  @Override
  public void close() {
    try {
      library.freeScratch(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      arena.close();
    }
  }
}
