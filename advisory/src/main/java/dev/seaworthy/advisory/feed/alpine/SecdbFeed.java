package dev.seaworthy.advisory.feed.alpine;

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
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The security database of Alpine and of those who publish in its form: which build of a package
/// fixed which flaws. One document for each branch and repository.
public final class SecdbFeed implements AdvisoryFeed {

  private final Limits limits;
  private final JsonReader json;

  public SecdbFeed(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  @Override
  public String name() {
    return "alpine-secdb";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return SecdbDistribution.ALPINE.licence();
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.members().contains("packages")
        && (beginning.members().contains("apkurl")
            || beginning.members().contains("distroversion"));
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    try {
      Map<String, String> head = new TreeMap<>();
      // What the document speaks of may stand behind its packages, so it is read twice.
      scan(document, head, (_, _) -> {});
      SecdbRecord records = new SecdbRecord(SecdbDistribution.of(document.name(), head));
      scan(document, head, (place, value) -> readPackage(records, place, value, sink));
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

  private static void readPackage(SecdbRecord records, int place, JsonValue value, RecordSink sink)
      throws IOException {
    if (!(value instanceof JsonObject(Map<String, JsonValue> members))
        || !(members.get("pkg") instanceof JsonObject named)) {
      sink.damaged("packages[" + place + "]", "it has no pkg object");
      return;
    }
    String name = named.text("name");
    for (Map.Entry<String, JsonValue> fix : named.object("secfixes").members().entrySet()) {
      if (!(fix.getValue() instanceof JsonArray(List<JsonValue> entries))) {
        if (!(fix.getValue() instanceof JsonValue.JsonNull)) {
          sink.damaged(name + " " + fix.getKey(), "its fixes are not a list");
        }
        continue;
      }
      for (JsonValue entry : entries) {
        readFix(records, name, fix.getKey(), entry, sink);
      }
    }
  }

  private static void readFix(
      SecdbRecord records, String name, String version, JsonValue entry, RecordSink sink)
      throws IOException {
    List<FeedRecord> found;
    try {
      found = records.read(name, version, entry);
    } catch (BadRecordException e) {
      sink.damaged(name + " " + version, e.reason());
      return;
    }
    for (FeedRecord record : found) {
      sink.record(record);
    }
  }

  /// Takes the packages one by one.
  @FunctionalInterface
  private interface PackageVisitor {
    void visit(int place, JsonValue value) throws IOException;
  }

  private void scan(FeedDocument document, Map<String, String> head, PackageVisitor visitor)
      throws IOException {
    try (InputStream in = document.content().open(limits.of(Limit.FEED_BYTES));
        JsonParser parser = json.parser(in)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, document);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        JsonToken token = parser.nextToken();
        if (member.equals("packages") && token == JsonToken.START_ARRAY) {
          int place = 0;
          for (JsonToken item = parser.nextToken();
              item != null && item != JsonToken.END_ARRAY;
              item = parser.nextToken()) {
            visitor.visit(place++, JsonReader.value(parser, item));
          }
        } else if (token == JsonToken.VALUE_STRING) {
          head.put(member, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      expect(parser.currentToken() == JsonToken.END_OBJECT, document);
    }
  }

  private static void expect(boolean isRight, FeedDocument document) {
    if (!isRight) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s is not an object, or it ends too early".formatted(document.name()));
    }
  }
}
