package dev.seaworthy.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads JSON strictly (RFC 8259): no comments, no trailing commas, no duplicate member names,
/// nothing after the document, bounded depth and string length.
public final class JsonReader {

  /// What the library says of where its text comes from, in the middle of a message.
  private static final Pattern SOURCE = Pattern.compile("\\[Source: REDACTED \\([^)]*\\); ");

  /// Numbers longer than this have no use in any format that we read.
  private static final int NUMBER_CHARS_MAX = 400;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final JsonFactory factory;

  public JsonReader(Limits limits) {
    this.factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // JSON is UTF-8 (RFC 8259 §8.1); guessing takes damage for UTF-32.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.asInt(Limit.JSON_DEPTH))
                    .maxStringLength(limits.asInt(Limit.JSON_STRING_BYTES))
                    .maxNameLength(limits.asInt(Limit.PATH_BYTES) * 4)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .build())
            .build();
  }

  /// A streaming parser with the same strictness, for large documents; the caller closes it.
  public JsonParser parser(InputStream in) throws IOException {
    return factory.createParser(in);
  }

  /// Reads a whole document.
  ///
  /// @param what what is being read, for the message
  /// @throws SeaworthyException [BaseError#BAD_JSON] with line and column, [BaseError#JSON_LIMIT]
  public JsonValue read(byte[] bytes, String what) {
    try {
      return read(new ByteArrayInputStream(bytes), what);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /// Reads a whole document from a stream that the caller has bounded and closes.
  ///
  /// @throws SeaworthyException [BaseError#BAD_JSON] with line and column, [BaseError#JSON_LIMIT]
  /// @throws IOException when the stream itself fails
  public JsonValue read(InputStream in, String what) throws IOException {
    return read(in, what, JsonReader::value);
  }

  /// Takes a parser from the first token of a document to its last.
  @FunctionalInterface
  public interface DocumentReading<T> {
    T read(JsonParser parser, JsonToken first) throws IOException;
  }

  /// Reads a document in a way of the caller's, such as part by part, from a stream that the caller
  /// has bounded and closes.
  ///
  /// @throws SeaworthyException [BaseError#BAD_JSON] with line and column, [BaseError#JSON_LIMIT],
  ///   and whatever `reading` throws
  /// @throws IOException when the stream itself fails
  public <T> T read(InputStream in, String what, DocumentReading<T> reading) throws IOException {
    try (JsonParser parser = factory.createParser(characters(in))) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new SeaworthyException(BaseError.BAD_JSON, what + ": the document is empty");
      }
      T value = reading.read(parser, first);
      if (parser.nextToken() != null) {
        throw bad(what, "something follows the document", parser.currentTokenLocation(), null);
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new SeaworthyException(
          BaseError.JSON_LIMIT, what + ": " + Text.shorten(e.getOriginalMessage(), 300), e);
    } catch (JsonProcessingException e) {
      throw bad(what, e.getOriginalMessage(), e.getLocation(), e);
    } catch (CharacterCodingException e) {
      throw new SeaworthyException(BaseError.BAD_JSON, what + ": the text is not UTF-8", e);
    }
  }

  /// Characters instead of bytes, since the library's byte parser refuses member names with an
  /// escaped surrogate pair. A byte order mark is skipped, as most tools do (RFC 8259 §8.1 allows
  /// it).
  private static Reader characters(InputStream in) throws IOException {
    PushbackReader reader =
        new PushbackReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    int first = reader.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      reader.unread(first);
    }
    return reader;
  }

  /// Reads a document that must be an object.
  ///
  /// @throws SeaworthyException [BaseError#BAD_JSON], [BaseError#JSON_LIMIT]
  public JsonValue.JsonObject readObject(byte[] bytes, String what) {
    return object(read(bytes, what), what);
  }

  /// Reads a document that must be an object.
  ///
  /// @throws SeaworthyException [BaseError#BAD_JSON], [BaseError#JSON_LIMIT]
  public JsonValue.JsonObject readObject(InputStream in, String what) throws IOException {
    return object(read(in, what), what);
  }

  private static JsonValue.JsonObject object(JsonValue value, String what) {
    if (value instanceof JsonValue.JsonObject object) {
      return object;
    }
    throw new SeaworthyException(BaseError.BAD_JSON, what + ": expected a JSON object");
  }

  /// The value that the parser stands on, read to its end; for documents that are streamed in
  /// parts.
  public static JsonValue value(JsonParser parser, JsonToken token) throws IOException {
    return value(parser, token, () -> {});
  }

  /// The value that the parser stands on, read to its end.
  ///
  /// @param eachValue is called before every value, those inside it included, and may throw
  public static JsonValue value(JsonParser parser, JsonToken token, Runnable eachValue)
      throws IOException {
    eachValue.run();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (next(parser) != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          members.put(name, value(parser, next(parser), eachValue));
        }
        yield members.isEmpty() ? JsonValue.EMPTY_OBJECT : new JsonValue.JsonObject(members);
      }
      case START_ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken item = next(parser); item != JsonToken.END_ARRAY; item = next(parser)) {
          items.add(value(parser, item, eachValue));
        }
        yield new JsonValue.JsonArray(items);
      }
      case VALUE_STRING -> new JsonValue.JsonString(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> new JsonValue.JsonBoolean(true);
      case VALUE_FALSE -> new JsonValue.JsonBoolean(false);
      case VALUE_NULL -> new JsonValue.JsonNull();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("unexpected token " + token);
    };
  }

  /// A number of any length that the reader allows may still have an exponent that no number has.
  private static JsonValue number(JsonParser parser) throws IOException {
    try {
      return new JsonValue.JsonNumber(new BigDecimal(parser.getText()));
    } catch (NumberFormatException e) {
      throw new JsonParseException(parser, "a number is out of range", e);
    }
  }

  /// The next token of a document that can't end yet.
  public static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new com.fasterxml.jackson.core.io.JsonEOFException(
          parser, JsonToken.NOT_AVAILABLE, "the document ends too early");
    }
    return token;
  }

  private static SeaworthyException bad(
      String what,
      String problem,
      JsonLocation at,
      @org.jspecify.annotations.Nullable Throwable e) {
    return new SeaworthyException(
        BaseError.BAD_JSON,
        "%s: line %s, column %s: %s"
            .formatted(
                what,
                at.getLineNr(),
                at.getColumnNr(),
                Text.shorten(SOURCE.matcher(problem).replaceAll("["), 300)),
        e);
  }
}
