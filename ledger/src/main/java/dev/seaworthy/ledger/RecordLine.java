package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/// A record as the line that it is in the file.
final class RecordLine {

  private static final int FIELDS = 5;

  private RecordLine() {}

  /// The line, without its line feed.
  static byte[] write(long sequence, Instant time, Digest previous, Entry entry) {
    String head = sequence + "\t" + time + "\t" + entry.kind() + "\t" + previous.hex() + "\t";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] payload = JsonWriter.canonical(entry.payload());
    byte[] line = new byte[start.length + payload.length];
    System.arraycopy(start, 0, line, 0, start.length);
    System.arraycopy(payload, 0, line, start.length, payload.length);
    return line;
  }

  /// @param what where it stands, for the message
  /// @throws SeaworthyException [LedgerError#BROKEN]
  static LedgerRecord read(byte[] line, String what) {
    String[] fields = new String(line, StandardCharsets.UTF_8).split("\t", FIELDS);
    try {
      if (fields.length == FIELDS) {
        return new LedgerRecord(
            Long.parseLong(fields[0]),
            Instant.parse(fields[1]),
            fields[2],
            Digest.parse("sha256:" + fields[3]),
            new JsonReader(Limits.defaults())
                .readObject(fields[4].getBytes(StandardCharsets.UTF_8), what),
            Digest.sha256(line));
      }
    } catch (NumberFormatException | DateTimeException | SeaworthyException e) {
      throw new SeaworthyException(LedgerError.BROKEN, what + " is no record", e);
    }
    throw new SeaworthyException(LedgerError.BROKEN, what + " is no record");
  }
}
