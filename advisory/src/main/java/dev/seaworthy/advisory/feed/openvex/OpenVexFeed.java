package dev.seaworthy.advisory.feed.openvex;

import dev.seaworthy.advisory.feed.AdvisoryFeed;
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

/// OpenVEX documents (version 0.2.0 of the specification, and those before it), one in each file.
/// Their statements are those of one source among others: what they call not affected while another
/// source calls it affected stays affected.
public final class OpenVexFeed implements AdvisoryFeed {

  private static final String CONTEXT = "openvex.dev/ns";

  private final Limits limits;
  private final JsonReader json;

  public OpenVexFeed(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  @Override
  public String name() {
    return OpenVexDocument.SOURCE;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean isExhaustive() {
    return false;
  }

  @Override
  public String licence() {
    return "as each document's author says";
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.text().contains(CONTEXT)
        && (beginning.members().contains("@context") || beginning.members().contains("metadata"));
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    JsonObject read;
    try (InputStream in = document.content().open(limits.of(Limit.FEED_RECORD_BYTES))) {
      read = json.readObject(in, document.name());
    } catch (SeaworthyException | LimitExceededException e) {
      sink.damaged(document.name(), String.valueOf(e.getMessage()));
      return;
    }
    for (FeedRecord record : new OpenVexDocument(document.name(), read, sink).records()) {
      sink.record(record);
    }
  }
}
