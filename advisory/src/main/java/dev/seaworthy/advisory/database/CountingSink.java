package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Passes a feed's records to the writer and keeps the feed's figures.
final class CountingSink implements RecordSink {

  private static final int REASON_CHARS_MAX = 300;

  private final String feed;
  private final boolean isExhaustive;
  private final DatabaseWriter writer;
  private final List<BuildReport.DamagedRecord> damaged;
  private final long recordsMax;
  private final Map<String, Long> leftOut = new TreeMap<>();
  private long records;
  private long damagedCount;
  private Instant newest = Instant.EPOCH;

  CountingSink(
      String feed,
      boolean isExhaustive,
      DatabaseWriter writer,
      List<BuildReport.DamagedRecord> damaged,
      long recordsMax) {
    this.feed = feed;
    this.isExhaustive = isExhaustive;
    this.writer = writer;
    this.damaged = damaged;
    this.recordsMax = recordsMax;
  }

  /// Our own disk failed, not the feed's.
  static final class WriteFailure extends IOException {
    private static final long serialVersionUID = 1L;

    WriteFailure(IOException cause) {
      super(cause.toString(), cause);
    }
  }

  @Override
  public void record(FeedRecord record) throws IOException {
    count();
    if (record.modified().isAfter(newest)) {
      newest = record.modified();
    }
    try {
      writer.add(record, isExhaustive);
    } catch (IOException e) {
      throw new WriteFailure(e);
    }
  }

  @Override
  public void lifecycle(Lifecycle lifecycle) throws IOException {
    count();
    try {
      writer.add(lifecycle);
    } catch (IOException e) {
      throw new WriteFailure(e);
    }
  }

  @Override
  public void leftOut(String reason) {
    leftOut.merge(Text.shorten(reason, REASON_CHARS_MAX), 1L, Long::sum);
  }

  @Override
  public void damaged(String name, String reason) {
    count();
    records--;
    damagedCount++;
    if (damaged.size() < DatabaseBuilder.DAMAGED_KEPT) {
      damaged.add(
          new BuildReport.DamagedRecord(
              feed, Text.shorten(name, REASON_CHARS_MAX), Text.shorten(reason, REASON_CHARS_MAX)));
    }
  }

  private void count() {
    records++;
    if (records + damagedCount > recordsMax) {
      throw new SeaworthyException(
          AdvisoryError.FEED_TOO_LARGE, "%s has more than %s records".formatted(feed, recordsMax));
    }
  }

  long records() {
    return records;
  }

  long damagedCount() {
    return damagedCount;
  }

  List<BuildReport.LeftOut> leftOut() {
    return leftOut.entrySet().stream()
        .map(entry -> new BuildReport.LeftOut(feed, entry.getKey(), entry.getValue()))
        .toList();
  }

  Instant newest() {
    return newest;
  }
}
