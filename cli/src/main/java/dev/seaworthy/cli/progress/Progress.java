package dev.seaworthy.cli.progress;

import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.scan.ScanListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Tells on standard error how a scan gets on: on a terminal one line that is written anew, else a
/// line every few seconds, so that a short scan says nothing. Looks at the clock when something
/// happens; needs no thread of its own.
public final class Progress implements ScanListener, AutoCloseable {

  /// How progress is shown.
  public enum Manner {
    SILENT,
    LINES,
    ONE_LINE
  }

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_UPDATES = Duration.ofMillis(100);
  private static final String TO_LINE_START = "\r";
  private static final String ERASE_TO_END = "\u001b[K";
  private static final int WIDTH = 79;

  private final PrintWriter err;
  private final InstantSource clock;
  private final Manner manner;
  private final List<Long> sizes = new ArrayList<>();
  private Instant last;
  private String what = "";
  private long read;
  private int done;
  private boolean isLineShown;

  public Progress(PrintWriter err, InstantSource clock, Manner manner) {
    this.err = err;
    this.clock = clock;
    this.manner = manner;
    this.last = clock.instant();
  }

  @Override
  public synchronized void began(Phase phase, String target) {
    what = phase.doing() + " " + Text.visible(target);
    if (manner == Manner.ONE_LINE) {
      show();
    } else {
      showIfDue(BETWEEN_LINES);
    }
  }

  @Override
  public synchronized void opened(List<Long> layerSizes) {
    sizes.clear();
    sizes.addAll(layerSizes);
  }

  @Override
  public synchronized void layerRead(int layer, long bytes) {
    read += bytes;
    showIfDue(manner == Manner.ONE_LINE ? BETWEEN_UPDATES : BETWEEN_LINES);
  }

  @Override
  public synchronized void layerDone(int layer, boolean isFromCache) {
    done++;
    if (isFromCache && layer < sizes.size()) {
      read += Math.max(0, sizes.get(layer));
    }
    showIfDue(manner == Manner.ONE_LINE ? BETWEEN_UPDATES : BETWEEN_LINES);
  }

  /// Tells of a step of other long work.
  public synchronized void step(String text) {
    what = Text.visible(text);
    showIfDue(manner == Manner.ONE_LINE ? Duration.ZERO : BETWEEN_LINES);
  }

  private void showIfDue(Duration between) {
    if (manner == Manner.SILENT) {
      return;
    }
    Instant now = clock.instant();
    if (!now.isBefore(last.plus(between))) {
      last = now;
      show();
    }
  }

  private void show() {
    if (manner == Manner.ONE_LINE) {
      err.print(TO_LINE_START + Columns.cut(line(), WIDTH) + ERASE_TO_END);
      isLineShown = true;
    } else if (manner == Manner.LINES) {
      err.println(line());
    }
    err.flush();
  }

  private String line() {
    if (sizes.isEmpty() || read == 0) {
      return what;
    }
    if (sizes.size() == 1 && sizes.getFirst() < 0) {
      return what + "  " + Quantities.bytes(read);
    }
    boolean isTotalKnown = sizes.stream().noneMatch(size -> size < 0);
    long total = sizes.stream().mapToLong(Long::longValue).sum();
    String bytes =
        isTotalKnown && total > 0
            ? "%s of %s, %s %%"
                .formatted(
                    Quantities.bytes(Math.min(read, total)),
                    Quantities.bytes(total),
                    Math.min(100, read * 100 / total))
            : Quantities.bytes(read);
    return "%s  layer %s of %s  %s"
        .formatted(what, Math.min(done + 1, sizes.size()), sizes.size(), bytes);
  }

  /// Takes the line away, so that what follows begins on a clean one.
  @Override
  public synchronized void close() {
    if (isLineShown) {
      err.print(TO_LINE_START + ERASE_TO_END);
      err.flush();
      isLineShown = false;
    }
  }
}
