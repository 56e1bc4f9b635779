package dev.seaworthy.advisory.feed.osv;

import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/// Open Source Vulnerability records, one in each document.
public final class OsvFeed implements AdvisoryFeed {

  private static final Set<String> FURTHER_MEMBERS =
      Set.of("schema_version", "modified", "affected", "published", "aliases");

  private final Limits limits;
  private final JsonReader json;
  private final OsvRecord records;
  private final String licence;

  /// Records whose ids tell who wrote them.
  public OsvFeed(Limits limits) {
    this(limits, "", "");
  }

  /// Records of one source.
  ///
  /// @param source the source of every record whatever its id says; empty to tell by the id
  /// @param licence of every record; empty to tell by the id
  public OsvFeed(Limits limits, String source, String licence) {
    this.limits = limits;
    this.json = new JsonReader(limits);
    this.records = new OsvRecord(source, licence);
    this.licence = licence.isEmpty() ? "as each record says" : licence;
  }

  @Override
  public String name() {
    return "osv";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return licence;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.members().contains("id")
        && beginning.members().stream().anyMatch(FURTHER_MEMBERS::contains);
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    FeedRecord record;
    try (InputStream in = document.content().open(limits.of(Limit.FEED_RECORD_BYTES))) {
      record = records.read(json.readObject(in, document.name()));
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
