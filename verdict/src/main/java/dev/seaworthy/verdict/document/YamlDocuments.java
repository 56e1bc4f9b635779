package dev.seaworthy.verdict.document;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNull;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.verdict.document.PlacedDocument.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// Reads YAML as JSON values with their places. The only class that loads the YAML library.
final class YamlDocuments {

  private static final int NUMBER_CHARS_MAX = 40;

  /// Each value's place is kept under its path, so long keys in deep documents would fill the
  /// memory.
  private static final int KEY_CHARS_MAX = 200;

  private static final int VALUES_MAX = 20_000;

  private final String what;
  private final ErrorCode code;
  private final Limits limits;
  private final Map<String, Place> keys = new HashMap<>();
  private final Map<String, Place> values = new HashMap<>();
  private int count;

  YamlDocuments(String what, ErrorCode code, Limits limits) {
    this.what = what;
    this.code = code;
    this.limits = limits;
  }

  PlacedDocument read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new JsonSchema())
            .setCodePointLimit(limits.asInt(Limit.POLICY_BYTES))
            .build();
    try {
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        throw bad(null, "the document is empty");
      }
      Node root = documents.next();
      JsonValue value = value(root, "", limits.asInt(Limit.JSON_DEPTH));
      if (documents.hasNext()) {
        throw bad(
            place(documents.next()), "a second document begins; keep it in a file of its own");
      }
      if (!(value instanceof JsonObject object)) {
        throw bad(place(root), "expected a mapping, such as \"name: shop\"");
      }
      return new PlacedDocument(what, object, keys, values, code);
    } catch (MarkedYamlEngineException e) {
      throw bad(
          place(e.getProblemMark().or(e::getContextMark)),
          "this is no YAML: " + Text.shorten(e.getProblem(), 200));
    } catch (SeaworthyException e) {
      throw e;
    } catch (RuntimeException e) {
      // Of what isn't YAML the library also tells by exceptions that aren't its own.
      throw bad(null, "this is no YAML: " + Text.shorten(String.valueOf(e.getMessage()), 200));
    } catch (StackOverflowError e) {
      throw bad(null, "it is nested too deep");
    }
  }

  private JsonValue value(Node node, String pointer, int depthLeft) {
    Place place = place(node);
    count++;
    if (count > VALUES_MAX) {
      throw bad(place, "there are more than %s values".formatted(VALUES_MAX));
    }
    if (place != null) {
      values.put(pointer, place);
    }
    if (node.getAnchor().isPresent()) {
      throw bad(place, "anchors and aliases aren't read here; write the value out");
    }
    if (depthLeft == 0) {
      throw bad(place, "it is nested too deep");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, pointer, depthLeft);
      case SequenceNode sequence -> {
        List<JsonValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(value(item, pointer + "/" + items.size(), depthLeft - 1));
        }
        yield new JsonArray(items);
      }
      case ScalarNode scalar -> scalar(scalar, place);
      default -> throw bad(place, "anchors and aliases aren't read here; write the value out");
    };
  }

  private JsonObject object(MappingNode mapping, String pointer, int depthLeft) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getAnchor().isPresent()) {
        throw bad(place, "a key must be a plain word");
      }
      String name = key.getValue();
      if (name.length() > KEY_CHARS_MAX) {
        throw bad(
            place,
            "a key has %s characters, and %s may be".formatted(name.length(), KEY_CHARS_MAX));
      }
      String member = PlacedDocument.pointer(pointer, name);
      if (place != null) {
        keys.put(member, place);
      }
      if (members.containsKey(name)) {
        throw bad(
            place, "\"%s\" is there twice; keep one of them".formatted(Text.shorten(name, 40)));
      }
      members.put(name, value(tuple.getValueNode(), member, depthLeft - 1));
    }
    return new JsonObject(members);
  }

  private JsonValue scalar(ScalarNode scalar, @Nullable Place place) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return new JsonNull();
    }
    if (tag.equals(Tag.BOOL)) {
      return new JsonBoolean(text.equals("true"));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text, place);
    }
    if (tag.equals(Tag.STR)) {
      return new JsonString(text);
    }
    throw bad(place, "the tag %s isn't read here".formatted(Text.shorten(tag.getValue(), 60)));
  }

  private JsonValue number(String text, @Nullable Place place) {
    try {
      if (text.length() <= NUMBER_CHARS_MAX) {
        return new JsonNumber(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      // Said below, as for numbers that are too long: .inf and .nan are such.
    }
    throw bad(place, "\"%s\" is no number that is read here".formatted(Text.shorten(text, 40)));
  }

  private static @Nullable Place place(Node node) {
    return place(node.getStartMark());
  }

  private static @Nullable Place place(Optional<Mark> mark) {
    return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(null);
  }

  private SeaworthyException bad(@Nullable Place place, String problem) {
    return PlacedDocument.bad(code, what, place, problem, code.hint());
  }
}
