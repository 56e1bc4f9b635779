package dev.seaworthy.inventory.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.FileContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// Reads whole documents as JSON values, whatever they are written in. Every reader is strict and
/// bounded; what is wrong is an `IOException` that says where, so that the walk makes a gap of it.
public final class Documents {

  /// More aliases than any lock file has; keeps an alias bomb from unfolding.
  private static final int YAML_ALIASES_MAX = 50;

  /// Three times as many as the largest lock files have. As a tree of values, a document takes up
  /// to a hundred bytes for each, however few it has of its own.
  private static final int SEPARATORS_MAX = 1_500_000;

  private Documents() {}

  /// Refuses what would not fit into memory as a tree, before it is made.
  private static byte[] bounded(byte[] bytes) throws IOException {
    int separators = 0;
    for (byte b : bytes) {
      if (b == ',' || b == '[' || b == '{' || b == '\n') {
        separators++;
      }
    }
    if (separators > SEPARATORS_MAX) {
      throw new IOException(
          "it has %s values or lines; at most %s are read of such a file"
              .formatted(separators, SEPARATORS_MAX));
    }
    return bytes;
  }

  /// A JSON document that is an object.
  public static JsonObject json(FileContent content, Limits limits) throws IOException {
    if (jsonValue(content.bytes(), limits) instanceof JsonObject object) {
      return object;
    }
    throw new IOException("expected a JSON object");
  }

  /// A JSON document of any kind.
  public static JsonValue jsonValue(byte[] bytes, Limits limits) throws IOException {
    try {
      return new JsonReader(limits).read(bounded(bytes), "JSON");
    } catch (SeaworthyException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// A TOML document; dates stay text.
  public static JsonObject toml(FileContent content, Limits limits) throws IOException {
    String text = new String(bounded(content.bytes()), StandardCharsets.UTF_8);
    try (JsonParser parser = new TomlFactory().createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != null && JsonReader.value(parser, first) instanceof JsonObject object) {
        return object;
      }
      throw new IOException("expected a TOML table");
    } catch (JsonProcessingException e) {
      throw new IOException(
          "TOML, line %s: %s"
              .formatted(
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  Text.shorten(e.getOriginalMessage(), 300)),
          e);
    } catch (StackOverflowError e) {
      throw new IOException(
          "TOML nested deeper than %s levels".formatted(limits.of(Limit.JSON_DEPTH)), e);
    }
  }

  /// A YAML document; every scalar is text, so that the version `1.10` stays what it is.
  public static JsonObject yaml(FileContent content, Limits limits) throws IOException {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            // What has a key and no value; the schema knows the tag, but nothing to make of it.
            .setTagConstructors(Map.of(Tag.NULL, node -> ""))
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(YAML_ALIASES_MAX)
            .setCodePointLimit(limits.asInt(Limit.METADATA_BYTES))
            .build();
    try {
      // One document at a time: with this schema the library can't say that there is none.
      Iterator<Object> documents =
          new Load(settings)
              .loadAllFromString(new String(bounded(content.bytes()), StandardCharsets.UTF_8))
              .iterator();
      if (documents.hasNext()
          && value(documents.next(), limits.asInt(Limit.JSON_DEPTH)) instanceof JsonObject object) {
        return object;
      }
      throw new IOException("expected a YAML mapping");
    } catch (RuntimeException e) {
      // Of what isn't YAML the library also tells by exceptions that aren't its own.
      throw new IOException("YAML: " + Text.shorten(String.valueOf(e.getMessage()), 300), e);
    } catch (StackOverflowError e) {
      throw new IOException(
          "YAML nested deeper than %s levels".formatted(limits.of(Limit.JSON_DEPTH)), e);
    }
  }

  private static JsonValue value(@org.jspecify.annotations.Nullable Object node, int depthLeft)
      throws IOException {
    if (depthLeft == 0) {
      throw new IOException("YAML nested too deep");
    }
    if (node instanceof Map<?, ?> map) {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        members.put(String.valueOf(entry.getKey()), value(entry.getValue(), depthLeft - 1));
      }
      return new JsonObject(members);
    }
    if (node instanceof List<?> list) {
      List<JsonValue> items = new ArrayList<>();
      for (Object item : list) {
        items.add(value(item, depthLeft - 1));
      }
      return new JsonArray(items);
    }
    return new JsonString(node == null ? "" : node.toString());
  }
}
