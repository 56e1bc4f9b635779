package dev.seaworthy.advisory.feed.cve;

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

/// The CVE List, and CISA's enrichment of it ("vulnrichment"): one record in each document (CVE
/// Record Format 5.0 to 5.1).
public final class CveFeed implements AdvisoryFeed {

  private final Limits limits;
  private final JsonReader json;

  public CveFeed(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  @Override
  public String name() {
    return CveRecord.SOURCE;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return CveRecord.LICENCE;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.members().contains("dataType")
        && (beginning.members().contains("containers")
            || beginning.members().contains("cveMetadata"));
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    FeedRecord record;
    try (InputStream in = document.content().open(limits.of(Limit.FEED_RECORD_BYTES))) {
      JsonObject read = json.readObject(in, document.name());
      if (read.object("cveMetadata").text("state").equals("REJECTED")) {
        sink.leftOut("rejected: the number stands for no flaw");
        return;
      }
      record = CveRecord.read(read);
    } catch (BadRecordException e) {
      sink.damaged(document.name(), e.reason());
      return;
    } catch (SeaworthyException | LimitExceededException e) {
      sink.damaged(document.name(), String.valueOf(e.getMessage()));
      return;
    }
    sink.record(record);
  }
}
