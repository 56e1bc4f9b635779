package dev.seaworthy.base;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON document in memory: strict, immutable, members in the order of the document.
public sealed interface JsonValue {

  /// @param members in document order; names are unique
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /// The member, if there is one and it isn't `null`.
    public Optional<JsonValue> get(String name) {
      JsonValue value = members.get(name);
      return value == null || value instanceof JsonNull ? Optional.empty() : Optional.of(value);
    }

    /// The member, if it is a string.
    public Optional<String> string(String name) {
      return members.get(name) instanceof JsonString(String text)
          ? Optional.of(text)
          : Optional.empty();
    }

    /// The member's text, or an empty one if it isn't a string.
    public String text(String name) {
      return string(name).orElse("");
    }

    /// The member, if it is a number that a `long` holds exactly.
    public Optional<Long> integer(String name) {
      if (members.get(name) instanceof JsonNumber(BigDecimal value)) {
        try {
          return Optional.of(value.longValueExact());
        } catch (ArithmeticException e) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    }

    /// The member, if it is an object; else an empty one.
    public JsonObject object(String name) {
      return members.get(name) instanceof JsonObject object ? object : EMPTY_OBJECT;
    }

    /// The items of the member, if it is an array; else none.
    public List<JsonValue> array(String name) {
      return members.get(name) instanceof JsonArray(List<JsonValue> items) ? items : List.of();
    }

    /// The items of the member that are objects.
    public List<JsonObject> objects(String name) {
      List<JsonObject> found = new ArrayList<>();
      for (JsonValue item : array(name)) {
        if (item instanceof JsonObject object) {
          found.add(object);
        }
      }
      return found;
    }

    /// The items of the member that are strings.
    public List<String> strings(String name) {
      List<String> found = new ArrayList<>();
      for (JsonValue item : array(name)) {
        if (item instanceof JsonString(String text)) {
          found.add(text);
        }
      }
      return found;
    }

    /// Whether the member is `true`.
    public boolean isTrue(String name) {
      return members.get(name) instanceof JsonBoolean(boolean value) && value;
    }
  }

  record JsonArray(List<JsonValue> items) implements JsonValue {
    public JsonArray {
      items = List.copyOf(items);
    }
  }

  record JsonString(String text) implements JsonValue {}

  /// @param value exactly the number of the document
  record JsonNumber(BigDecimal value) implements JsonValue {}

  record JsonBoolean(boolean value) implements JsonValue {}

  record JsonNull() implements JsonValue {}

  /// The object without members.
  JsonObject EMPTY_OBJECT = new JsonObject(Map.of());
}
