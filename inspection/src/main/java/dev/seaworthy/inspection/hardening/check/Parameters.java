package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The parameters of a check: whole numbers, yes or no, or lists of texts.
public final class Parameters {

  private final Map<String, JsonValue> values;
  private final Map<String, Pattern> globs = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();

  /// @param values by name; each of the kind of the check's parameter
  public Parameters(Map<String, JsonValue> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /// All of them by name.
  public Map<String, JsonValue> values() {
    return values;
  }

  /// These with other values for some.
  Parameters with(Map<String, JsonValue> changed) {
    Map<String, JsonValue> all = new TreeMap<>(values);
    all.putAll(changed);
    return new Parameters(all);
  }

  long number(String name) {
    if (values.get(name) instanceof JsonNumber number) {
      return number.value().longValueExact();
    }
    throw missing(name);
  }

  boolean isOn(String name) {
    if (values.get(name) instanceof JsonBoolean(boolean value)) {
      return value;
    }
    throw missing(name);
  }

  List<String> texts(String name) {
    return lists.computeIfAbsent(name, this::list);
  }

  private List<String> list(String name) {
    if (!(values.get(name) instanceof JsonArray(List<JsonValue> items))) {
      throw missing(name);
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items) {
      if (item instanceof JsonString(String text)) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /// Whether one of the list's texts is this one; `*` in a list's text stands for anything but a
  /// slash.
  boolean fits(String name, String text) {
    return globs.computeIfAbsent(name, this::compiled).matcher(text).matches();
  }

  private Pattern compiled(String name) {
    return Pattern.compile(
        texts(name).stream().map(Parameters::expression).collect(Collectors.joining("|")));
  }

  private static String expression(String glob) {
    StringBuilder expression = new StringBuilder();
    for (String part : glob.splitWithDelimiters("\\*", 0)) {
      expression.append(part.equals("*") ? "[^/]*" : Pattern.quote(part));
    }
    return expression.toString();
  }

  private static IllegalStateException missing(String name) {
    return new IllegalStateException("the check has no parameter " + name + " of that kind");
  }
}
