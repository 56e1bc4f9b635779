package dev.seaworthy.inventory.classifier;

import dev.seaworthy.inventory.classifier.BytePattern.Compiled;
import dev.seaworthy.inventory.classifier.BytePattern.Hit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks through a file once for all classifiers that want it.
///
/// The bytes go by in windows. As Wu and Manber do it ("A fast algorithm for multi-pattern
/// searching", 1994), a table tells for each pair of bytes how far the search may leap until an
/// anchor can end its beginning there; only where it may not leap, the anchors are compared, and
/// only where one stands its expression is tried, on the [#REACH] bytes before and behind. So the
/// memory is one window and one table, and the time at most a few steps a byte and a bounded number
/// of tries.
final class BinaryScan {

  /// How far from its anchor a pattern may reach, in bytes.
  static final int REACH = 192;

  private static final int WINDOW = 128 << 10;
  private static final int TRIES_MAX = 50_000;
  private static final int BEGINNING_MAX = 32;

  /// What is looked for.
  private static final class Probe {
    /// Of the classifier among those asked for.
    final int order;

    final Compiled pattern;
    final byte[] anchor;

    Probe(int order, Compiled pattern, byte[] anchor) {
      this.order = order;
      this.pattern = pattern;
      this.anchor = anchor;
    }
  }

  private final List<Probe> probes = new ArrayList<>();
  private final @Nullable Hit[] hits;

  /// By a pair of bytes, how far the search may leap.
  private final byte[] leaps = new byte[1 << 16];

  private final byte[] buffer = new byte[WINDOW + 2 * REACH];

  /// How many bytes of each anchor the leaps are made from.
  private int beginning = BEGINNING_MAX;

  private int tries;

  /// @param classifiers how many are asked for
  BinaryScan(int classifiers) {
    hits = new Hit[classifiers];
  }

  /// Adds a pattern of a classifier.
  void lookFor(int order, Compiled pattern) {
    byte[] anchor = pattern.anchor().getBytes(StandardCharsets.ISO_8859_1);
    if (anchor.length < 2 || anchor.length > REACH) {
      throw new IllegalStateException("no anchor in " + pattern.expression());
    }
    probes.add(new Probe(order, pattern, anchor));
  }

  /// What the classifier's patterns fitted first; null when they fitted nothing.
  @Nullable Hit hit(int order) {
    return hits[order];
  }

  /// Whether some places were left untried, because there were too many of them.
  boolean gaveUp() {
    return tries > TRIES_MAX;
  }

  /// Looks through a stream until all is found or it ends.
  ///
  /// @param bytesMax where it stops
  /// @return whether it saw all that it needed to see
  boolean run(InputStream in, long bytesMax) throws IOException {
    int filled = 0;
    int from = 0;
    long left = bytesMax;
    prepare();
    while (!probes.isEmpty() && !gaveUp()) {
      int wanted = (int) Math.min(buffer.length - filled, left);
      int read = in.readNBytes(buffer, filled, wanted);
      filled += read;
      left -= read;
      boolean isEnd = filled < buffer.length;
      int limit = isEnd ? filled - 1 : filled - REACH;
      search(from, limit, filled);
      if (isEnd) {
        return left > 0 || in.read() < 0;
      }
      int keep = limit - REACH;
      System.arraycopy(buffer, keep, buffer, 0, filled - keep);
      filled -= keep;
      from = REACH;
    }
    return true;
  }

  private void search(int from, int limit, int filled) {
    int place = from;
    while (place < limit && place + beginning <= filled) {
      int end = place + beginning - 1;
      int leap = leaps[pair(buffer[end - 1], buffer[end])];
      if (leap == 0) {
        if (tryAt(place, filled) && (probes.isEmpty() || gaveUp())) {
          return;
        }
        leap = 1;
      }
      place += leap;
    }
  }

  /// Whether an anchor stands here, so that something may have changed.
  private boolean tryAt(int place, int filled) {
    boolean isTried = false;
    for (int p = 0; p < probes.size(); p++) {
      Probe probe = probes.get(p);
      if (!stands(probe.anchor, place, filled)) {
        continue;
      }
      isTried = true;
      tries++;
      int start = Math.max(0, place - REACH);
      int end = Math.min(filled, place + REACH);
      String text = new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
      Hit hit = probe.pattern.find(text, place - start, place - start + probe.anchor.length);
      if (hit != null) {
        hits[probe.order] = hit;
        probes.removeIf(other -> other.order == probe.order);
        // The leaps stay: they were made for more anchors, and so are only shorter than need be.
        return true;
      }
    }
    return isTried;
  }

  private boolean stands(byte[] anchor, int place, int filled) {
    if (place + anchor.length > filled) {
      return false;
    }
    for (int i = 0; i < anchor.length; i++) {
      if (buffer[place + i] != anchor[i]) {
        return false;
      }
    }
    return true;
  }

  private void prepare() {
    for (Probe probe : probes) {
      beginning = Math.min(beginning, probe.anchor.length);
    }
    Arrays.fill(leaps, (byte) (beginning - 1));
    for (Probe probe : probes) {
      for (int i = 1; i < beginning; i++) {
        int pair = pair(probe.anchor[i - 1], probe.anchor[i]);
        leaps[pair] = (byte) Math.min(leaps[pair], beginning - 1 - i);
      }
    }
  }

  private static int pair(byte first, byte second) {
    return ((first & 0xff) << 8) | (second & 0xff);
  }
}
