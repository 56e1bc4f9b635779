package dev.seaworthy.base;

import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds a JSON object member by member, in order. Empty optionals are left out.
public final class JsonBuilder {

  private final Map<String, JsonValue> members = new LinkedHashMap<>();

  public JsonBuilder put(String name, String value) {
    members.put(name, new JsonString(value));
    return this;
  }

  public JsonBuilder put(String name, long value) {
    members.put(name, new JsonNumber(BigDecimal.valueOf(value)));
    return this;
  }

  public JsonBuilder put(String name, boolean value) {
    members.put(name, new JsonBoolean(value));
    return this;
  }

  public JsonBuilder put(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  /// Puts the text unless it is empty.
  public JsonBuilder putUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : put(name, value);
  }

  /// Puts the value's text if there is one.
  public JsonBuilder putIfPresent(String name, Optional<?> value) {
    value.ifPresent(present -> put(name, present.toString()));
    return this;
  }

  public JsonBuilder putStrings(String name, Collection<String> values) {
    List<JsonValue> items = new ArrayList<>();
    for (String value : values) {
      items.add(new JsonString(value));
    }
    return put(name, new JsonArray(items));
  }

  public JsonBuilder putArray(String name, List<? extends JsonValue> items) {
    return put(name, new JsonArray(List.copyOf(items)));
  }

  public JsonObject build() {
    return new JsonObject(members);
  }
}
