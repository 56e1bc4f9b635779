package dev.seaworthy.base;

import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNull;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/// Writes JSON: canonical (RFC 8785: members sorted, no white space) where bytes are hashed or
/// signed, or indented by two spaces where people read it. Numbers are limited to what both forms
/// write alike: integers and plain decimals.
public final class JsonWriter {

  private static final String HEX = "0123456789abcdef";
  private static final int DIGITS_MAX = 15;
  private static final int INTEGER_DIGITS_MAX = 16;

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  /// The canonical bytes (RFC 8785).
  ///
  /// @throws IllegalArgumentException for a number that is neither an integer below 2^53 nor a
  ///   plain decimal of at most 15 digits, since RFC 8785 would not write it as given
  public static byte[] canonical(JsonValue value) {
    JsonWriter writer = new JsonWriter(false);
    writer.write(value, 0, true);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The canonical bytes (RFC 8785) of what others wrote a part of.
  ///
  /// @param what the document, for the message
  /// @param code what it is to have a number that [#canonical(JsonValue)] refuses
  /// @throws SeaworthyException with that code
  public static byte[] canonical(JsonValue value, String what, ErrorCode code) {
    try {
      return canonical(value);
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          code,
          "%s has a number that would not stay the same: %s"
              .formatted(what, Text.shorten(String.valueOf(e.getMessage()), 80)),
          e);
    }
  }

  /// Text for people, members in the order given, ending with a line feed.
  public static String indented(JsonValue value) {
    JsonWriter writer = new JsonWriter(true);
    writer.write(value, 0, false);
    return writer.out.append('\n').toString();
  }

  private void write(JsonValue value, int depth, boolean sorted) {
    switch (value) {
      case JsonObject(Map<String, JsonValue> members) -> {
        // RFC 8785 sorts by UTF-16 code units, which is String's own order.
        Map<String, JsonValue> ordered = sorted ? new TreeMap<>(members) : members;
        out.append('{');
        boolean first = true;
        for (Entry<String, JsonValue> member : ordered.entrySet()) {
          separate(first, depth + 1);
          first = false;
          writeString(member.getKey());
          out.append(indented ? ": " : ":");
          write(member.getValue(), depth + 1, sorted);
        }
        end(first, depth, '}');
      }
      case JsonArray(List<JsonValue> items) -> {
        out.append('[');
        boolean first = true;
        for (JsonValue item : items) {
          separate(first, depth + 1);
          first = false;
          write(item, depth + 1, sorted);
        }
        end(first, depth, ']');
      }
      case JsonString(String text) -> writeString(text);
      case JsonNumber(BigDecimal number) -> out.append(plain(number));
      case JsonBoolean(boolean bool) -> out.append(bool);
      case JsonNull() -> out.append("null");
    }
  }

  private static String plain(BigDecimal number) {
    // Before anything else is computed with it: an exponent near its bounds overflows there.
    long integerDigits = (long) number.precision() - number.scale();
    if (number.signum() == 0 || integerDigits <= INTEGER_DIGITS_MAX) {
      BigDecimal stripped = number.stripTrailingZeros();
      if (stripped.precision() <= DIGITS_MAX && stripped.scale() <= DIGITS_MAX) {
        return stripped.toPlainString();
      }
    }
    throw new IllegalArgumentException("no canonical form for the number " + number);
  }

  private void separate(boolean first, int depth) {
    if (!first) {
      out.append(',');
    }
    newLine(depth);
  }

  private void end(boolean empty, int depth, char closing) {
    if (!empty) {
      newLine(depth);
    }
    out.append(closing);
  }

  private void newLine(int depth) {
    if (indented) {
      out.append('\n').repeat(' ', 2 * depth);
    }
  }

  private void writeString(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || isLoneSurrogate(text, i)) {
            out.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt((c >> 8) & 15))
                .append(HEX.charAt((c >> 4) & 15))
                .append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
