package dev.seaworthy.image.walk;

import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.TapReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The taps of one reading, and which of them want the file at hand.
final class OpenTaps implements AutoCloseable {

  /// From so many zeros on they are passed over: a tar block, since a buffer may end after one.
  private static final int HOLE_BYTES_MIN = 512;

  private static final byte[] ZEROS = new byte[256 << 10];

  private final FactCollector facts;
  private final List<TapReading> readings = new ArrayList<>();
  private final @Nullable FactSink[] sinks;
  private FactCollector.Told told;
  private int open;

  OpenTaps(LayerContext context, FactCollector facts) {
    this.facts = facts;
    this.told = FactCollector.Told.nothing(context.matcher().words());
    this.sinks = new FactSink[context.taps().size()];
    for (ContentTap tap : context.taps()) {
      readings.add(tap.start(context.limits()));
    }
  }

  /// Whether there is no tap at all.
  boolean isEmpty() {
    return readings.isEmpty();
  }

  /// Asks all of them for a file.
  ///
  /// @return whether any wants it
  boolean begin(FileRecord file, byte[] bytes, int offset, int length) {
    told = FactCollector.Told.nothing(told.analysers().length);
    open = 0;
    for (int i = 0; i < sinks.length; i++) {
      FactSink sink = facts.sinkOfTap(i, file.path(), told);
      boolean isOpen = false;
      try {
        isOpen = readings.get(i).begin(file, bytes, offset, length, sink);
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        failed(i, sink, e);
      }
      sinks[i] = isOpen ? sink : null;
      open += isOpen ? 1 : 0;
    }
    return open > 0;
  }

  void accept(byte[] bytes, int offset, int length) {
    if (open == 0) {
      return;
    }
    boolean isZero = isZero(bytes, offset, length);
    for (int i = 0; i < sinks.length; i++) {
      FactSink sink = sinks[i];
      if (sink != null) {
        try {
          if (isZero) {
            readings.get(i).skipStored(length);
          } else {
            readings.get(i).accept(bytes, offset, length);
          }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
          failed(i, sink, e);
        }
      }
    }
  }

  void skip(long zeros) {
    for (int i = 0; i < sinks.length && open > 0 && zeros > 0; i++) {
      FactSink sink = sinks[i];
      if (sink != null) {
        try {
          readings.get(i).skip(zeros);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
          failed(i, sink, e);
        }
      }
    }
  }

  /// What was told of a file that nobody wanted, such as why.
  FactCollector.Told told() {
    return told;
  }

  /// Ends the file.
  ///
  /// @return what was told of it
  FactCollector.Told end(FileRecord file) {
    for (int i = 0; i < sinks.length; i++) {
      FactSink sink = sinks[i];
      if (sink != null) {
        try {
          readings.get(i).end(file);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
          failed(i, sink, e);
        }
        sinks[i] = null;
      }
    }
    open = 0;
    return told;
  }

  private void failed(int tap, FactSink sink, Throwable e) {
    FactCollector.failed(facts.idOfTap(tap), sink, e);
    if (sinks[tap] != null) {
      sinks[tap] = null;
      open--;
    }
  }

  private static boolean isZero(byte[] bytes, int offset, int length) {
    return length >= HOLE_BYTES_MIN
        && bytes[offset] == 0
        && length <= ZEROS.length
        && Arrays.equals(bytes, offset, offset + length, ZEROS, 0, length);
  }

  @Override
  public void close() {
    readings.forEach(TapReading::close);
  }
}
