package dev.seaworthy.advisory.feed.nvd;

import dev.seaworthy.advisory.feed.BadRecordException;
import java.util.ArrayList;
import java.util.List;

/// A product name of the Common Platform Enumeration 2.3 (NIST IR 7695, formatted string binding).
///
/// @param part `a` for applications, `o` for operating systems, `h` for hardware
/// @param version as NVD writes it with its update; `*` for any, `-` for none
/// @param targetSoftware the software that it is for, `*` for any
record PlatformName(
    String part, String vendor, String product, String version, String targetSoftware) {

  private static final int FIELDS = 13;
  private static final String ANY = "*";
  private static final String NONE = "-";

  static PlatformName parse(String name) throws BadRecordException {
    List<String> fields = fields(name);
    if (fields.size() != FIELDS || !fields.get(0).equals("cpe") || !fields.get(1).equals("2.3")) {
      throw new BadRecordException(
          "it names a product by no CPE 2.3 name, with %s fields".formatted(fields.size()));
    }
    String update = fields.get(6);
    boolean isUpdated = !update.equals(ANY) && !update.equals(NONE);
    return new PlatformName(
        fields.get(2),
        fields.get(3),
        fields.get(4),
        isUpdated ? fields.get(5) + "-" + update : fields.get(5),
        fields.get(10));
  }

  /// Splits at colons that aren't quoted, and takes the quoting away.
  private static List<String> fields(String name) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' && i + 1 < name.length()) {
        i++;
        field.append(name.charAt(i));
      } else if (c == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  boolean isAnyVersion() {
    return version.equals(ANY);
  }

  boolean isWithoutVersion() {
    return version.equals(NONE);
  }

  boolean isForAnySoftware() {
    return targetSoftware.equals(ANY) || targetSoftware.equals(NONE);
  }

  /// The name under which statements on it are kept.
  String key() {
    return vendor + ":" + product;
  }
}
