package dev.seaworthy.inventory.sbomin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A JSON document, read anew for each of its arrays.
final class JsonParts implements Parts {

  private final byte[] bytes;
  private final String what;
  private final JsonReader reader;
  private final long valuesMax;
  private final Map<String, JsonValue> small;

  /// Reads everything at the top level but arrays, and checks the whole document's form.
  JsonParts(byte[] bytes, String what, Limits limits) {
    this.bytes = bytes;
    this.what = what;
    this.reader = new JsonReader(limits);
    this.valuesMax = limits.of(Limit.SBOM_ELEMENT_VALUES);
    this.small = readSmall();
  }

  /// The names of the members that aren't arrays, and `name[]` for each that is.
  List<String> names() {
    return List.copyOf(small.keySet());
  }

  @Override
  public JsonObject object(String name) {
    return small.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_OBJECT;
  }

  @Override
  public String text(String name) {
    return small.get(name) instanceof JsonString(String text) ? text : "";
  }

  /// The texts of a short array at the top level, such as a `@context` with several entries.
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    members((parser, member) -> {
      if (!member.equals(name) || parser.currentToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      JsonValue array = value(parser, parser.currentToken(), new Budget());
      if (array instanceof JsonArray(List<JsonValue> items)) {
        for (JsonValue item : items) {
          if (item instanceof JsonString(String text)) {
            texts.add(text);
          }
        }
      }
    });
    return texts;
  }

  @Override
  public void each(String name, Consumer<JsonObject> visitor) {
    members((parser, member) -> {
      if (!member.equals(name) || parser.currentToken() == JsonToken.VALUE_NULL) {
        parser.skipChildren();
        return;
      }
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw damaged("\"%s\" is not an array".formatted(name));
      }
      int index = 0;
      for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
        if (token != JsonToken.START_OBJECT) {
          throw damaged("%s[%s] is not an object".formatted(name, index));
        }
        if (value(parser, token, new Budget()) instanceof JsonObject object) {
          visitor.accept(object);
        }
        index++;
      }
    });
  }

  private Map<String, JsonValue> readSmall() {
    Map<String, JsonValue> found = new LinkedHashMap<>();
    Budget budget = new Budget();
    members((parser, member) -> {
      budget.take();
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        parser.skipChildren();
        found.put(member + "[]", new JsonValue.JsonNull());
      } else if (isSmall(member)) {
        found.put(member, value(parser, parser.currentToken(), budget));
      } else {
        parser.skipChildren();
        found.put(member, new JsonValue.JsonNull());
      }
    });
    return found;
  }

  /// The members that some format needs; others may be as large as they like.
  private static boolean isSmall(String member) {
    return switch (member) {
      case "files", "declarations", "definitions", "annotations" -> false;
      default -> true;
    };
  }

  /// Takes the parser from a member's first token to its last.
  private interface MemberVisitor {
    void visit(JsonParser parser, String member) throws IOException;
  }

  private void members(MemberVisitor visitor) {
    try (JsonParser parser = reader.parser(stream())) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new SeaworthyException(BaseError.BAD_JSON, what + ": the document is empty");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new SeaworthyException(
            BaseError.BAD_JSON, what + ": expected a JSON object, found something else");
      }
      for (JsonToken token = next(parser); token != JsonToken.END_OBJECT; token = next(parser)) {
        String member = parser.currentName();
        next(parser);
        visitor.visit(parser, member);
      }
      if (parser.nextToken() != null) {
        throw new SeaworthyException(BaseError.BAD_JSON, what + ": something follows the document");
      }
    } catch (StreamConstraintsException e) {
      throw new SeaworthyException(
          BaseError.JSON_LIMIT, what + ": " + Text.shorten(e.getOriginalMessage(), 300), e);
    } catch (JsonProcessingException e) {
      throw new SeaworthyException(
          BaseError.BAD_JSON,
          "%s: line %s, column %s: %s"
              .formatted(
                  what,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  Text.shorten(e.getOriginalMessage(), 300)),
          e);
    } catch (IOException e) {
      throw new SeaworthyException(
          BaseError.BAD_JSON,
          "%s: the text is not UTF-8: %s"
              .formatted(what, Text.shorten(String.valueOf(e.getMessage()), 200)),
          e);
    }
  }

  /// Behind a byte order mark, which most tools skip (RFC 8259 §8.1 allows it).
  private ByteArrayInputStream stream() {
    boolean isMarked =
        bytes.length >= 3
            && (bytes[0] & 0xff) == 0xef
            && (bytes[1] & 0xff) == 0xbb
            && (bytes[2] & 0xff) == 0xbf;
    int begin = isMarked ? 3 : 0;
    return new ByteArrayInputStream(bytes, begin, bytes.length - begin);
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new com.fasterxml.jackson.core.io.JsonEOFException(
          parser, JsonToken.NOT_AVAILABLE, "the document ends too early");
    }
    return token;
  }

  private SeaworthyException damaged(String problem) {
    return new SeaworthyException(InventoryError.SBOM_DAMAGED, what + ": " + problem);
  }

  /// Counts the values of one element.
  private final class Budget {
    private long taken;

    void take() {
      taken++;
      if (taken > valuesMax) {
        throw new SeaworthyException(
            InventoryError.SBOM_LIMIT,
            "%s: one element has more values than the limit %s = %s"
                .formatted(what, Limit.SBOM_ELEMENT_VALUES.key(), valuesMax));
      }
    }
  }

  private static JsonValue value(JsonParser parser, JsonToken token, Budget budget)
      throws IOException {
    budget.take();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (next(parser) != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          members.put(name, value(parser, next(parser), budget));
        }
        yield members.isEmpty() ? JsonValue.EMPTY_OBJECT : new JsonObject(members);
      }
      case START_ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken item = next(parser); item != JsonToken.END_ARRAY; item = next(parser)) {
          items.add(value(parser, item, budget));
        }
        yield new JsonArray(items);
      }
      case VALUE_STRING -> new JsonString(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonValue.JsonNumber(new BigDecimal(parser.getText()));
      case VALUE_TRUE -> new JsonValue.JsonBoolean(true);
      case VALUE_FALSE -> new JsonValue.JsonBoolean(false);
      case VALUE_NULL -> new JsonValue.JsonNull();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("unexpected token " + token);
    };
  }
}
