package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.rulebook.BilingualText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Something that a profile may set of a check.
///
/// @param name such as `portMin`
/// @param meaning for people
/// @param preset its value unless a profile says otherwise: a whole number, a boolean or a list of
///   texts; a profile's value is of the same kind
public record Parameter(String name, BilingualText meaning, JsonValue preset) {

  static Parameters defaults(List<Parameter> parameters) {
    Map<String, JsonValue> values = new TreeMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.preset()));
    return new Parameters(values);
  }

  /// Whether the value is of the parameter's kind.
  public boolean accepts(JsonValue value) {
    return switch (preset) {
      case JsonNumber _ -> isWhole(value);
      case JsonBoolean _ -> value instanceof JsonBoolean;
      default ->
          value instanceof JsonArray(List<JsonValue> items)
              && items.stream().allMatch(JsonString.class::isInstance);
    };
  }

  /// What a value must be, for messages.
  public String kind() {
    return switch (preset) {
      case JsonNumber _ -> "a whole number from 0 to 1,000,000";
      case JsonBoolean _ -> "true or false";
      default -> "a list of texts";
    };
  }

  private static boolean isWhole(JsonValue value) {
    if (!(value instanceof JsonNumber number)) {
      return false;
    }
    try {
      long whole = number.value().longValueExact();
      return whole >= 0 && whole <= 1_000_000;
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
