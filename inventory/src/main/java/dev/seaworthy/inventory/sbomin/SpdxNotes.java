package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The annotations that our own SPDX documents carry: lines of `seaworthy:key=value`, in which a
/// line feed is `\n` and a backslash `\\`.
final class SpdxNotes {

  private static final Pattern PATHS_AFTER = Pattern.compile(": (?=/)");
  private static final Pattern EVIDENCE_PATH = Pattern.compile("evidence:([0-9]{1,6}):path");

  private SpdxNotes() {}

  /// By key without the prefix; other tools' annotations are passed over.
  static Map<String, String> of(List<JsonObject> annotations) {
    Map<String, String> notes = new TreeMap<>();
    for (JsonObject annotation : annotations) {
      for (String line : annotation.text("comment").split("\n", -1)) {
        int equals = line.indexOf('=');
        if (line.startsWith(OwnNotes.PREFIX) && equals > 0) {
          notes.putIfAbsent(
              line.substring(OwnNotes.PREFIX.length(), equals), plain(line.substring(equals + 1)));
        }
      }
    }
    return notes;
  }

  /// Where our own documents, or else Syft's `sourceInfo`, say that a component was seen.
  static List<Claim.Place> places(Map<String, String> notes, String sourceInfo) {
    Map<Integer, Claim.Place> numbered = new TreeMap<>();
    notes.forEach((key, path) -> {
      Matcher matcher = EVIDENCE_PATH.matcher(key);
      if (matcher.matches()) {
        String note = notes.getOrDefault("evidence:" + matcher.group(1) + ":seen", "");
        numbered.put(Integer.valueOf(matcher.group(1)), new Claim.Place(path, "", note));
      }
    });
    if (!numbered.isEmpty()) {
      return List.copyOf(numbered.values());
    }
    List<Claim.Place> places = new ArrayList<>();
    if (sourceInfo.startsWith("acquired package info from ")) {
      String[] parts = PATHS_AFTER.split(sourceInfo, 2);
      for (String path : parts.length == 2 ? parts[1].split(", (?=/)", -1) : new String[0]) {
        places.add(new Claim.Place(path, "", ""));
      }
    }
    return places;
  }

  private static String plain(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder out = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\' && i + 1 < escaped.length()) {
        i++;
        out.append(escaped.charAt(i) == 'n' ? '\n' : escaped.charAt(i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
