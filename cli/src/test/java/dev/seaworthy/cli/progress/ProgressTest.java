package dev.seaworthy.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.progress.Progress.Manner;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.scan.ScanListener.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter written = new StringWriter();
  private Instant now = Instant.EPOCH;

  @Test
  void tellsNothingOfShortWorkOutsideATerminal() {
    try (Progress progress = progress(Manner.LINES)) {
      work(progress);
    }
    assertThat(written.toString()).isEmpty();
  }

  @Test
  void tellsALineEveryFewSecondsOutsideATerminal() {
    try (Progress progress = progress(Manner.LINES)) {
      progress.began(Phase.READING, "cart");
      progress.opened(List.of(40_000_000L, 60_000_000L));
      for (int i = 0; i < 100; i++) {
        now = now.plusMillis(125);
        progress.layerRead(0, 1_000_000);
      }
    }
    assertThat(written.toString().lines())
        .containsExactly(
            "reading cart  layer 1 of 2  40 MB of 100 MB, 40 %",
            "reading cart  layer 1 of 2  80 MB of 100 MB, 80 %");
  }

  @Test
  void countsBytesAloneWhereTheirNumberIsNotKnown() {
    Progress progress = progress(Manner.LINES);
    progress.began(Phase.READING, "dir:/");
    progress.opened(List.of(-1L));
    now = now.plusSeconds(5);
    progress.layerRead(0, 1_234_567);
    assertThat(written.toString()).isEqualToIgnoringNewLines("reading dir:/  1.2 MB");
  }

  @Test
  void writesOneLineAnewOnATerminalAndTakesItAway() {
    try (Progress progress = progress(Manner.ONE_LINE)) {
      work(progress);
    }
    assertThat(written.toString())
        .doesNotContain("\n")
        .startsWith("\ropening cart\u001b[K")
        .endsWith("\r\u001b[K");
  }

  @Test
  void writesNoMoreOftenThanAPersonCanRead() {
    Progress progress = progress(Manner.ONE_LINE);
    progress.began(Phase.READING, "cart");
    progress.opened(List.of(100_000_000L));
    for (int i = 0; i < 10_000; i++) {
      now = now.plusNanos(100_000);
      progress.layerRead(0, 10_000);
    }
    assertThat(written.toString().split("\r", -1)).hasSizeBetween(5, 15);
  }

  @Test
  void countsALayerFromTheCacheAsRead() {
    Progress progress = progress(Manner.ONE_LINE);
    progress.began(Phase.READING, "cart");
    progress.opened(List.of(50_000_000L, 50_000_000L));
    now = now.plusSeconds(1);
    progress.layerDone(0, true);
    assertThat(written.toString()).contains("layer 2 of 2  50 MB of 100 MB, 50 %");
  }

  @Test
  void staysOnOneLineWhateverTheTargetIsCalled() {
    Progress progress = progress(Manner.ONE_LINE);
    progress.began(Phase.OPENING, "registry.example/" + "very/".repeat(40) + "\n\u001b[31m");
    String line = written.toString().replace("\r", "").replace("\u001b[K", "");
    assertThat(Columns.of(line)).isLessThan(80);
    assertThat(line).doesNotContain("\n").doesNotContain("\u001b");
  }

  @Test
  void isSilentWhenAsked() {
    try (Progress progress = progress(Manner.SILENT)) {
      now = now.plusSeconds(100);
      work(progress);
    }
    assertThat(written.toString()).isEmpty();
  }

  private static void work(Progress progress) {
    progress.began(Phase.OPENING, "cart");
    progress.opened(List.of(10L));
    progress.began(Phase.READING, "cart");
    progress.layerRead(0, 10);
    progress.layerDone(0, false);
    progress.step("deciding");
  }

  private Progress progress(Manner manner) {
    return new Progress(new PrintWriter(written), () -> now, manner);
  }
}
