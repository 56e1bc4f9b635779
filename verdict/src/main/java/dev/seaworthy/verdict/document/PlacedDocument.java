package dev.seaworthy.verdict.document;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document whose root is a mapping, with the places of its values where they are known.
///
/// @param what where it comes from, for messages: a file's name
/// @param object its content
/// @param keys where each member's key stands, by the member's JSON pointer (RFC 6901)
/// @param values where each value stands, by its JSON pointer
/// @param code what is thrown when something in it is wrong
public record PlacedDocument(
    String what,
    JsonObject object,
    Map<String, Place> keys,
    Map<String, Place> values,
    ErrorCode code) {

  public PlacedDocument {
    keys = Map.copyOf(keys);
    values = Map.copyOf(values);
  }

  /// A line and a column, both counted from 1.
  public record Place(int line, int column) {}

  /// A document whose places nobody needs.
  public static PlacedDocument of(JsonObject object, String what, ErrorCode code) {
    return new PlacedDocument(what, object, Map.of(), Map.of(), code);
  }

  /// Reads a document strictly: a file that ends in `.json` as JSON, anything else as YAML 1.2 with
  /// JSON's types. There are no anchors, aliases, duplicate keys or further documents in it.
  ///
  /// @param name the file's
  /// @throws SeaworthyException the code, naming file, line and column
  public static PlacedDocument read(byte[] bytes, String name, ErrorCode code, Limits limits) {
    String what = Text.visible(name);
    if (bytes.length > limits.asInt(Limit.POLICY_BYTES)) {
      throw new SeaworthyException(
          code,
          "%s is larger than %s bytes".formatted(what, limits.of(Limit.POLICY_BYTES)),
          "Split it, or look whether it is the right file.",
          null);
    }
    String text = text(bytes, what, code);
    if (!name.endsWith(".json")) {
      return new YamlDocuments(what, code, limits).read(text);
    }
    JsonObject object = json(bytes, what, code, limits);
    // JSON is YAML too, but for tabs between its tokens: so the other reader knows the places.
    PlacedDocument placed = new YamlDocuments(what, code, limits).read(text.replace('\t', ' '));
    return new PlacedDocument(what, object, placed.keys(), placed.values(), code);
  }

  private static JsonObject json(byte[] bytes, String what, ErrorCode code, Limits limits) {
    try {
      return new JsonReader(limits).readObject(bytes, what);
    } catch (SeaworthyException e) {
      throw new SeaworthyException(code, String.valueOf(e.getMessage()), code.hint(), e);
    }
  }

  private static String text(byte[] bytes, String what, ErrorCode code) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SeaworthyException(code, what + ": the text is not UTF-8", "Save it as UTF-8.", e);
    }
  }

  /// The whole document as a part to read from.
  public DocumentPart root() {
    return new DocumentPart(this, "", object);
  }

  /// What is wrong, with the place.
  SeaworthyException bad(@Nullable Place place, String problem, String hint) {
    return bad(code, what, place, problem, hint);
  }

  static SeaworthyException bad(
      ErrorCode code, String what, @Nullable Place place, String problem, String hint) {
    String where = place == null ? what : what + ":" + place.line() + ":" + place.column();
    return new SeaworthyException(code, where + ": " + problem, hint, null);
  }

  /// The member's pointer.
  static String pointer(String parent, String member) {
    return parent + "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
