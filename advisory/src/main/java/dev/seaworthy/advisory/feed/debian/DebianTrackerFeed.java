package dev.seaworthy.advisory.feed.debian;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/// The JSON of security-tracker.debian.org: an object of source packages, each an object of flaws,
/// each with a word for every release. One document, read one flaw of one package at a time.
public final class DebianTrackerFeed implements AdvisoryFeed {

  private static final Pattern FLAW = Pattern.compile("(CVE|TEMP)-[0-9]+-[0-9A-F]+");

  private final Limits limits;
  private final JsonReader json;

  public DebianTrackerFeed(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  @Override
  public String name() {
    return TrackerRecord.SOURCE;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return TrackerRecord.LICENCE;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.path().size() > 1 && FLAW.matcher(beginning.path().get(1)).matches();
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    try (InputStream in = document.content().open(limits.of(Limit.FEED_BYTES));
        JsonParser parser = json.parser(in)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, document, parser);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String packageName = parser.currentName();
        readPackage(packageName, document, parser, sink);
      }
      expect(parser.currentToken() == JsonToken.END_OBJECT, document, parser);
    } catch (JsonProcessingException e) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s: line %s, column %s: %s"
              .formatted(
                  document.name(),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    } catch (LimitExceededException e) {
      throw new SeaworthyException(AdvisoryError.FEED_TOO_LARGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static void readPackage(
      String packageName, FeedDocument document, JsonParser parser, RecordSink sink)
      throws IOException {
    JsonToken token = parser.nextToken();
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      sink.damaged(packageName, "it is not an object of flaws");
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String flaw = parser.currentName();
      JsonToken value = parser.nextToken();
      expect(value != null, document, parser);
      readFlaw(packageName, flaw, JsonReader.value(parser, value), sink);
    }
    expect(parser.currentToken() == JsonToken.END_OBJECT, document, parser);
  }

  private static void readFlaw(String packageName, String flaw, JsonValue value, RecordSink sink)
      throws IOException {
    FeedRecord record;
    try {
      record = TrackerRecord.read(packageName, flaw, value);
    } catch (BadRecordException e) {
      sink.damaged(packageName + " " + flaw, e.reason());
      return;
    }
    sink.record(record);
  }

  private static void expect(boolean isRight, FeedDocument document, JsonParser parser) {
    if (!isRight) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s: line %s: expected an object of packages, or the document ends too early"
              .formatted(document.name(), parser.currentTokenLocation().getLineNr()));
    }
  }
}
