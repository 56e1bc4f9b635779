package dev.seaworthy.inventory.java;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The main attributes of a manifest (JAR File Specification, "JAR Manifest").
///
/// @param attributes by lower-case name
record JarManifest(Map<String, String> attributes) {

  static final JarManifest EMPTY = new JarManifest(Map.of());

  JarManifest {
    attributes = Map.copyOf(attributes);
  }

  static JarManifest read(byte[] bytes) {
    Map<String, StringBuilder> values = new HashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r\n|\n|\r", -1)) {
      if (line.isEmpty() && !values.isEmpty()) {
        break;
      }
      if (line.startsWith(" ")) {
        current.append(line, 1, line.length());
      } else {
        int colon = line.indexOf(':');
        current = new StringBuilder();
        if (colon > 0) {
          current.append(line.substring(colon + 1).stripLeading());
          values.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), current);
        }
      }
    }
    Map<String, String> attributes = new HashMap<>();
    values.forEach((name, value) -> attributes.put(name, value.toString().strip()));
    return new JarManifest(attributes);
  }

  /// The value of the first of these attributes that has one, else an empty text.
  String first(String... names) {
    for (String name : names) {
      String value = attributes.getOrDefault(name.toLowerCase(Locale.ROOT), "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /// `Bundle-SymbolicName` without its directives.
  String bundleName() {
    String name = first("Bundle-SymbolicName");
    int semicolon = name.indexOf(';');
    return (semicolon < 0 ? name : name.substring(0, semicolon)).strip();
  }
}
