package dev.seaworthy.inventory.distribution;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `os-release` (os-release(5)) and the older `lsb-release`: shell assignments without
/// expansion.
final class OsRelease {

  private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)");

  /// Debian before 9 names its code name only in `VERSION="8 (jessie)"`.
  private static final Pattern IN_PARENTHESES = Pattern.compile(".*\\(([^()]+)\\).*");

  private OsRelease() {}

  /// The distribution that the file names; none when it has no `ID`.
  static List<Distribution> read(String path, FileContent content, Limits limits)
      throws IOException {
    Map<String, String> values = assignments(content, limits);
    String id = identifier(values.getOrDefault("ID", ""));
    if (id.isEmpty()) {
      return List.of();
    }
    String like = values.getOrDefault("ID_LIKE", "").strip().toLowerCase(Locale.ROOT);
    return List.of(
        new Distribution(
            id,
            values.getOrDefault("VERSION_ID", "").strip(),
            codename(values),
            values.getOrDefault("PRETTY_NAME", values.getOrDefault("NAME", id)),
            like.isEmpty() ? List.of() : Arrays.asList(like.split("\\s+", -1)),
            path));
  }

  /// The distribution that an `lsb-release` file names; none when it has no `DISTRIB_ID`.
  static List<Distribution> readLsb(String path, FileContent content, Limits limits)
      throws IOException {
    Map<String, String> values = assignments(content, limits);
    String id = identifier(values.getOrDefault("DISTRIB_ID", ""));
    if (id.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Distribution(
            id,
            values.getOrDefault("DISTRIB_RELEASE", "").strip(),
            values.getOrDefault("DISTRIB_CODENAME", "").strip().toLowerCase(Locale.ROOT),
            values.getOrDefault("DISTRIB_DESCRIPTION", id),
            List.of(),
            path));
  }

  private static String codename(Map<String, String> values) {
    String named = values.getOrDefault("VERSION_CODENAME", "").strip();
    if (named.isEmpty()) {
      named = values.getOrDefault("UBUNTU_CODENAME", "").strip();
    }
    Matcher matcher = IN_PARENTHESES.matcher(values.getOrDefault("VERSION", ""));
    if (named.isEmpty() && matcher.matches()) {
      named = matcher.group(1);
    }
    return named.toLowerCase(Locale.ROOT);
  }

  /// The manual page wants lower case without spaces; openEuler and others write otherwise.
  private static String identifier(String id) {
    return id.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static Map<String, String> assignments(FileContent content, Limits limits)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    try (Lines lines = Lines.of(content, limits)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (assignment.matches()) {
          values.put(assignment.group(1), unquote(assignment.group(2).strip()));
        }
      }
    }
    return values;
  }

  private static String unquote(String text) {
    if (text.length() < 2) {
      return text;
    }
    char quote = text.charAt(0);
    if (quote == '\'' && text.endsWith("'")) {
      return text.substring(1, text.length() - 1);
    }
    String inner =
        quote == '"' && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
    StringBuilder out = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\' && i + 1 < inner.length()) {
        i++;
        c = inner.charAt(i);
      }
      out.append(c);
    }
    return out.toString();
  }
}
