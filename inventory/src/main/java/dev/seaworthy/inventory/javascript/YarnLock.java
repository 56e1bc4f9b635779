package dev.seaworthy.inventory.javascript;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads both forms of `yarn.lock`.
final class YarnLock {

  /// How far to look for the key that only berry's form has.
  private static final int HEAD_BYTES = 4_096;

  private static final Pattern CLASSIC_VERSION = Pattern.compile(" {2}version \"?([^\"]+)\"?");

  private YarnLock() {}

  static void read(FileRecord file, FileContent content, Told told) throws IOException {
    byte[] bytes = content.bytes();
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.UTF_8);
    if (head.contains("__metadata:")) {
      readBerry(content, told);
    } else {
      readClassic(content, told);
    }
  }

  /// An entry begins with the ranges that it stands for, as `"@a/b@^1.0.0", "@a/b@^1.2.0":`.
  private static void readClassic(FileContent content, Told told) throws IOException {
    String key = "";
    try (Lines lines = Lines.of(content, told.sink().limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isEmpty() && line.charAt(0) != ' ' && line.charAt(0) != '#') {
          key = line.endsWith(":") ? line.substring(0, line.length() - 1) : "";
        }
        Matcher version = CLASSIC_VERSION.matcher(line);
        if (version.matches() && !key.isEmpty()) {
          String firstRange = key.split(",", 2)[0].strip().replace("\"", "");
          told.component(NodeLockFileCatalogers.builder(nameIn(firstRange), version.group(1)));
          key = "";
        }
      }
    }
  }

  /// The package in `@scope/name@^1.0.0`, `name@npm:other@^1.0.0` (installed under another name)
  /// and `name@https://…`; empty when there is none.
  private static String nameIn(String range) {
    int at = range.indexOf('@', 1);
    if (at < 0) {
      return "";
    }
    String wanted = range.substring(at + 1);
    if (wanted.startsWith("npm:") && wanted.indexOf('@', "npm:".length() + 1) > 0) {
      return nameIn(wanted.substring("npm:".length()));
    }
    return range.substring(0, at);
  }

  private static void readBerry(FileContent content, Told told) throws IOException {
    JsonObject document = Documents.yaml(content, told.sink().limits());
    for (Map.Entry<String, JsonValue> member : document.members().entrySet()) {
      if (!(member.getValue() instanceof JsonObject entry)) {
        continue;
      }
      // "name@npm:1.2.3", or with a patch or a workspace in place of npm.
      String resolution = entry.text("resolution");
      int at = resolution.indexOf('@', 1);
      if (at > 0 && !resolution.startsWith("workspace:", at + 1)) {
        told.component(
            NodeLockFileCatalogers.builder(resolution.substring(0, at), entry.text("version"))
                .depends(List.copyOf(entry.object("dependencies").members().keySet())));
      }
    }
  }
}
