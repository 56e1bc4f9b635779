package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Reads records in their order, and follows the chain while it reads: what doesn't hang together
/// is not believed.
public final class LedgerReader {

  private static final int BUFFER_BYTES = 1 << 20;

  private final LedgerFiles files;
  private final Set<String> kinds;
  private final Consumer<LedgerRecord> each;
  private Digest previous;
  private long sequence;

  private LedgerReader(LedgerFiles files, Set<String> kinds, Consumer<LedgerRecord> each) {
    this.files = files;
    this.kinds = kinds;
    this.each = each;
    this.previous = files.previous();
    this.sequence = files.before();
  }

  /// Reads the records of some kinds.
  ///
  /// @param kinds whose records are wanted; the others are followed only
  /// @throws SeaworthyException [LedgerError#BROKEN] where the chain breaks,
  ///   [LedgerError#NOT_A_LEDGER], [LedgerError#UNREADABLE]
  public static void read(Path folder, Set<String> kinds, Consumer<LedgerRecord> each) {
    new LedgerReader(LedgerFiles.open(folder), Set.copyOf(kinds), each).read();
  }

  private void read() {
    try {
      List<Path> segments = files.segments();
      for (Path segment : segments) {
        read(segment, segment.equals(segments.getLast()));
      }
    } catch (IOException e) {
      throw LedgerFiles.unreadable(files.folder(), e);
    }
  }

  private void read(Path segment, boolean isLast) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(segment), BUFFER_BYTES)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          line.write(next);
          if (line.size() > LedgerFiles.RECORD_BYTES_MAX) {
            throw broken(segment, "is longer than a record may be");
          }
          continue;
        }
        record(segment, line.toByteArray());
        line.reset();
      }
      // What was being written when a process died was never acknowledged.
      if (line.size() > 0 && !isLast) {
        throw broken(segment, "is cut short");
      }
    }
  }

  private void record(Path segment, byte[] line) {
    sequence++;
    String[] fields = head(line);
    if (fields.length < 4
        || !fields[0].equals(String.valueOf(sequence))
        || !fields[3].equals(previous.hex())) {
      throw broken(segment, "doesn't follow from the one before");
    }
    previous = Digest.sha256(line);
    if (kinds.contains(fields[2])) {
      each.accept(RecordLine.read(line, "record " + sequence));
    }
  }

  /// The fields before the payload, none of which is long.
  private static String[] head(byte[] line) {
    int tabs = 0;
    int end = 0;
    while (end < line.length && tabs < 4) {
      if (line[end++] == '\t') {
        tabs++;
      }
    }
    return new String(line, 0, end, StandardCharsets.US_ASCII).split("\t", -1);
  }

  private SeaworthyException broken(Path segment, String problem) {
    return new SeaworthyException(
        LedgerError.BROKEN,
        "record %s in %s %s".formatted(Math.max(sequence, 1), segment.getFileName(), problem));
  }
}
