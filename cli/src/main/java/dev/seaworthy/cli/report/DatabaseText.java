package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.SnapshotInfo.FeedInfo;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.cli.text.Quantities;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What an advisory database says of itself, for people.
public final class DatabaseText {

  private static final int NAME_COLUMNS = 26;
  private static final int COUNT_COLUMNS = 18;

  private DatabaseText() {}

  /// The snapshot, and a line for each feed.
  public static String of(SnapshotInfo info) {
    StringBuilder out = new StringBuilder();
    out.append(info.isStarterSet() ? "starter set " : "advisory database ")
        .append(info.digest())
        .append('\n');
    out.append(
        "  %s of %s, on %s\n"
            .formatted(
                Quantities.counted(info.advisoryCount(), "statement"),
                day(info.dataDate()),
                Quantities.counted(info.flawCount(), "flaw")));
    for (FeedInfo feed : info.sources()) {
      out.append("  ")
          .append(Columns.padded(Text.shorten(feed.name(), NAME_COLUMNS), NAME_COLUMNS))
          .append("  ")
          .append(Columns.padded(Quantities.counted(feed.records(), "record"), COUNT_COLUMNS))
          .append("  ")
          .append(day(feed.dataDate()));
      if (feed.damaged() > 0) {
        out.append("  ").append(Quantities.counted(feed.damaged(), "damaged record"));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /// One line: the day of the data, and the digest.
  public static String line(SnapshotInfo info) {
    return day(info.dataDate()) + "  " + info.digest();
  }

  private static String day(Instant instant) {
    return instant.equals(Instant.EPOCH)
        ? "an unknown day"
        : LocalDate.ofInstant(instant, ZoneOffset.UTC) + " UTC";
  }
}
