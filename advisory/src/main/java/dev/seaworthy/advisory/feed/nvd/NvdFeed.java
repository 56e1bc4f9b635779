package dev.seaworthy.advisory.feed.nvd;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.JsonItems;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.util.Map;

/// NVD's CVE records, as its yearly feeds and its API 2.0 serve them: an object with a list of
/// `{"cve": …}`, read one record at a time.
public final class NvdFeed implements AdvisoryFeed {

  private static final String LIST = "vulnerabilities";

  private final JsonItems items;

  public NvdFeed(Limits limits) {
    this.items = new JsonItems(limits);
  }

  @Override
  public String name() {
    return NvdRecord.SOURCE;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return NvdRecord.LICENCE;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.members().contains("resultsPerPage")
        && beginning.members().contains(LIST)
        && beginning.text().contains("\"NVD_CVE\"");
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    int[] read = {0};
    Map<String, String> head =
        items.read(
            document,
            LIST,
            (place, value) -> {
              read[0]++;
              record(place, value, sink);
            });
    String count = head.getOrDefault("resultsPerPage", "");
    if (!count.equals(Integer.toString(read[0]))) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s says that it has %s records, and has %s".formatted(document.name(), count, read[0]));
    }
  }

  private static void record(int place, JsonValue value, RecordSink sink) throws IOException {
    JsonObject cve = value instanceof JsonObject item ? item.object("cve") : JsonValue.EMPTY_OBJECT;
    if (cve.text("vulnStatus").equals("Rejected")) {
      sink.leftOut("rejected: the number stands for no flaw");
      return;
    }
    FeedRecord record;
    try {
      record = NvdRecord.read(cve, sink::leftOut);
    } catch (BadRecordException e) {
      sink.damaged(LIST + "[" + place + "] " + cve.text("id"), e.reason());
      return;
    }
    sink.record(record);
  }
}
