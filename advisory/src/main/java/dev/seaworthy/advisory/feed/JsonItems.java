package dev.seaworthy.advisory.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/// Reads documents that are one object with a long list in it, one item at a time.
public final class JsonItems {

  private final Limits limits;
  private final JsonReader json;

  public JsonItems(Limits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  /// Takes the items one by one.
  @FunctionalInterface
  public interface ItemVisitor {
    /// @param place counted from 0
    void item(int place, JsonValue value) throws IOException;
  }

  /// Passes every item of one member on.
  ///
  /// @param list the member's name
  /// @return the texts and numbers among the other members, wherever they stand
  /// @throws SeaworthyException [AdvisoryError#FEED_DAMAGED], [AdvisoryError#FEED_TOO_LARGE]
  public Map<String, String> read(FeedDocument document, String list, ItemVisitor visitor)
      throws IOException {
    Map<String, String> head = new TreeMap<>();
    try (InputStream in = document.content().open(limits.of(Limit.FEED_BYTES));
        JsonParser parser = json.parser(in)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, document);
      boolean isFound = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        JsonToken token = parser.nextToken();
        if (member.equals(list) && token == JsonToken.START_ARRAY) {
          isFound = true;
          items(parser, visitor);
        } else if (token != null && token.isScalarValue()) {
          head.put(member, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      require(isFound && parser.currentToken() == JsonToken.END_OBJECT, document);
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
    return head;
  }

  private static void items(JsonParser parser, ItemVisitor visitor) throws IOException {
    int place = 0;
    for (JsonToken item = parser.nextToken();
        item != null && item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      visitor.item(place++, JsonReader.value(parser, item));
    }
  }

  private static void require(boolean isRight, FeedDocument document) {
    if (!isRight) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s is not an object with the list that it should hold, or it ends too early"
              .formatted(document.name()));
    }
  }
}
