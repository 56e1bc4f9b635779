package dev.seaworthy.inventory.sbomin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inventory.InventoryError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

  @Override
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    members((parser, member) -> {
      if (!member.equals(name) || parser.currentToken() != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      JsonValue array = JsonReader.value(parser, parser.currentToken(), new Budget());
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
      for (JsonToken token = JsonReader.next(parser);
          token != JsonToken.END_ARRAY;
          token = JsonReader.next(parser)) {
        if (token != JsonToken.START_OBJECT) {
          throw damaged("%s[%s] is not an object".formatted(name, index));
        }
        if (JsonReader.value(parser, token, new Budget()) instanceof JsonObject object) {
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
      budget.run();
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        parser.skipChildren();
        found.put(member + "[]", new JsonValue.JsonNull());
      } else if (isSmall(member)) {
        found.put(member, JsonReader.value(parser, parser.currentToken(), budget));
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
    try {
      reader.read(
          new ByteArrayInputStream(bytes),
          what,
          (parser, first) -> {
            if (first != JsonToken.START_OBJECT) {
              throw new SeaworthyException(
                  BaseError.BAD_JSON, what + ": expected a JSON object, found something else");
            }
            JsonToken token = JsonReader.next(parser);
            for (; token != JsonToken.END_OBJECT; token = JsonReader.next(parser)) {
              String member = parser.currentName();
              JsonReader.next(parser);
              visitor.visit(parser, member);
            }
            return bytes;
          });
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private SeaworthyException damaged(String problem) {
    return new SeaworthyException(InventoryError.SBOM_DAMAGED, what + ": " + problem);
  }

  /// Counts the values of one element.
  private final class Budget implements Runnable {
    private long taken;

    @Override
    public void run() {
      taken++;
      if (taken > valuesMax) {
        throw new SeaworthyException(
            InventoryError.SBOM_LIMIT,
            "%s: one element has more values than the limit %s = %s"
                .formatted(what, Limit.SBOM_ELEMENT_VALUES.key(), valuesMax));
      }
    }
  }
}
