package dev.seaworthy.inventory.java;

import java.nio.charset.StandardCharsets;

/// What Maven's archiver writes beside the classes (Maven Archiver, `addMavenDescriptor`).
///
/// @param entry the name of the entry that it was read from
/// @param version empty when it was left open, as in `${revision}`
record PomProperties(String entry, String group, String artifact, String version) {

  /// @param groupByPath,artifactByPath what the entry's own name says, for what the file leaves out
  static PomProperties read(byte[] bytes, String entry, String groupByPath, String artifactByPath) {
    String group = "";
    String artifact = "";
    String version = "";
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r\n|\n|\r", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        String value = line.substring(equals + 1).strip();
        switch (line.substring(0, equals).strip()) {
          case "groupId" -> group = resolved(value);
          case "artifactId" -> artifact = resolved(value);
          case "version" -> version = resolved(value);
          default -> {
            // Other keys, such as m2e's, say where it was built.
          }
        }
      }
    }
    return new PomProperties(
        entry,
        group.isEmpty() ? groupByPath : group,
        artifact.isEmpty() ? artifactByPath : artifact,
        version);
  }

  private static String resolved(String value) {
    return value.contains("${") || value.contains("@") ? "" : value;
  }
}
