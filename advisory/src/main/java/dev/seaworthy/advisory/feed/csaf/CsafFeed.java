package dev.seaworthy.advisory.feed.csaf;

import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Red Hat's VEX and advisory documents, one in each file.
public final class CsafFeed implements AdvisoryFeed {

  private static final String RED_HAT = "https://www.redhat.com";

  private final Limits limits;
  private final JsonReader json;

  public CsafFeed(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  @Override
  public String name() {
    return CsafRecord.SOURCE;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return CsafRecord.LICENCE;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.members().contains("document")
        && (beginning.text().contains("\"csaf_version\"")
            || beginning.text().contains("\"aggregate_severity\""));
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    List<FeedRecord> records;
    try (InputStream in = document.content().open(limits.of(Limit.FEED_RECORD_BYTES))) {
      JsonObject read = json.readObject(in, document.name());
      String publisher = read.object("document").object("publisher").text("namespace");
      if (!publisher.equals(RED_HAT)) {
        sink.leftOut("documents of another publisher than Red Hat");
        return;
      }
      records = new CsafRecord(read, sink::leftOut).read();
    } catch (BadRecordException e) {
      sink.damaged(document.name(), e.reason());
      return;
    } catch (SeaworthyException | LimitExceededException e) {
      sink.damaged(document.name(), String.valueOf(e.getMessage()));
      return;
    }
    for (FeedRecord record : records) {
      sink.record(record);
    }
  }
}
