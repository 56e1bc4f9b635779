package dev.seaworthy.image.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The records of an extended header as texts (POSIX pax: `LENGTH KEY=VALUE\n`).
final class PaxRecords {

  private PaxRecords() {}

  /// @throws IOException when a record makes no sense
  static Map<String, String> parse(byte[] body) throws IOException {
    Map<String, String> records = new LinkedHashMap<>();
    int at = 0;
    while (at < body.length && body[at] != 0) {
      int space = at;
      int length = 0;
      while (space < body.length && body[space] >= '0' && body[space] <= '9' && length < 1 << 24) {
        length = length * 10 + body[space] - '0';
        space++;
      }
      int end = at + length;
      boolean isRecord =
          space > at
              && space < body.length
              && body[space] == ' '
              && length > space - at
              && end <= body.length
              && body[end - 1] == '\n';
      if (!isRecord) {
        throw new IOException("an extended header has a record that can't be read");
      }
      String record = new String(body, space + 1, end - space - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        records.put(record.substring(0, equals), record.substring(equals + 1));
      }
      at = end;
    }
    return records;
  }
}
