package dev.seaworthy.verdict.document;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNull;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// Writes JSON values as YAML for people to read, in the order of their members.
public final class YamlText {

  private YamlText() {}

  /// The document, ending with a line break. [PlacedDocument#read] reads the same from it.
  public static String of(JsonObject document) {
    DumpSettings settings =
        DumpSettings.builder()
            .setSchema(new JsonSchema())
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(100)
            .build();
    return new Dump(settings).dumpToString(object(document));
  }

  private static Map<String, @Nullable Object> object(JsonObject object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.members().forEach((name, value) -> members.put(name, value(value)));
    return members;
  }

  private static @Nullable Object value(JsonValue value) {
    return switch (value) {
      case JsonObject object -> object(object);
      case JsonArray(List<JsonValue> items) -> {
        List<@Nullable Object> all = new ArrayList<>();
        items.forEach(item -> all.add(value(item)));
        yield all;
      }
      case JsonString(String text) -> text;
      case JsonNumber(BigDecimal number) ->
          number.scale() <= 0 ? number.toBigIntegerExact() : number.doubleValue();
      case JsonBoolean(boolean flag) -> flag;
      case JsonNull() -> null;
    };
  }
}
