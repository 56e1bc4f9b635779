package dev.seaworthy.server.backup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The form of a backup: a tar whose first entry is `manifest.json`, then for each table
/// `tables/<name>` in PostgreSQL's COPY text format, in an order in which they can be loaded, then
/// `blobs/<digest>` for each blob.
final class BackupFile {
  static final int FORMAT = 1;
  static final String MANIFEST = "manifest.json";
  static final String TABLES = "tables/";
  static final String BLOBS = "blobs/";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BackupFile() {}

  /// What the backup holds.
  ///
  /// @param format the version of this form
  /// @param takenAt when, ISO 8601
  /// @param migrations the schema: id to digest, in the order in which they came
  /// @param tables each table with its columns, in the order of loading
  /// @param sequences each sequence with its last value
  record Manifest(
      int format,
      String takenAt,
      Map<String, String> migrations,
      List<Table> tables,
      Map<String, Long> sequences) {}

  /// One table.
  record Table(String name, List<String> columns) {}

  static byte[] bytes(Manifest manifest) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
  }

  static Manifest manifest(byte[] bytes) throws IOException {
    return JSON.readValue(bytes, Manifest.class);
  }
}
