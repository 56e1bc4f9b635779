package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
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
  private final Placed each;
  private Reached reached;

  /// Takes records in the order of the chain.
  interface Placed {
    void take(LedgerRecord record, Place place) throws IOException;
  }

  private LedgerReader(LedgerFiles files, Reached from, Set<String> kinds, Placed each) {
    this.files = files;
    this.kinds = kinds;
    this.each = each;
    this.reached = from;
  }

  /// Reads the records of some kinds.
  ///
  /// @param kinds whose records are wanted; the others are followed only
  /// @throws SeaworthyException [LedgerError#BROKEN] where the chain breaks,
  ///   [LedgerError#NOT_A_LEDGER], [LedgerError#UNREADABLE]
  public static void read(Path folder, Set<String> kinds, Consumer<LedgerRecord> each) {
    LedgerFiles files = LedgerFiles.open(folder);
    try {
      read(files, start(files), Set.copyOf(kinds), (record, _) -> each.accept(record));
    } catch (IOException e) {
      throw LedgerFiles.unreadable(folder, e);
    }
  }

  /// Before the first record.
  static Reached start(LedgerFiles files) {
    return new Reached(0, files.genesis(), null);
  }

  /// Reads on behind a record that is known to be there.
  ///
  /// @return the last record
  static Reached read(LedgerFiles files, Reached from, Set<String> kinds, Placed each)
      throws IOException {
    return new LedgerReader(files, from, kinds, each).read();
  }

  private Reached read() throws IOException {
    List<Path> segments = files.segments();
    Place from = reached.place();
    for (Path segment : segments) {
      long first = LedgerFiles.first(segment);
      if (from == null || first >= from.segment()) {
        read(
            segment,
            from != null && first == from.segment() ? from.end() : 0,
            segment.equals(segments.getLast()));
      }
    }
    return reached;
  }

  private void read(Path segment, long start, boolean isLast) throws IOException {
    try (SeekableByteChannel file = Files.newByteChannel(segment);
        InputStream in = Channels.newInputStream(file.position(start))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long offset = start;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int from = 0;
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            line.write(buffer, from, i - from);
            requireShort(segment, line);
            record(segment, offset, line.toByteArray());
            offset += line.size() + 1L;
            line.reset();
            from = i + 1;
          }
        }
        line.write(buffer, from, read - from);
        requireShort(segment, line);
      }
      // What was being written when a process died was never acknowledged.
      if (line.size() > 0 && !isLast) {
        throw broken(segment, "is cut short");
      }
    }
  }

  private void requireShort(Path segment, ByteArrayOutputStream line) {
    if (line.size() > LedgerFiles.RECORD_BYTES_MAX) {
      throw broken(segment, "is longer than a record may be");
    }
  }

  private void record(Path segment, long offset, byte[] line) throws IOException {
    long sequence = reached.sequence() + 1;
    String[] fields = head(line);
    if (fields.length < 4
        || !fields[0].equals(String.valueOf(sequence))
        || !fields[3].equals(reached.digest().hex())) {
      throw broken(segment, "doesn't follow from the one before");
    }
    Place place = new Place(LedgerFiles.first(segment), offset, line.length);
    reached = new Reached(sequence, Digest.sha256(line), place);
    if (kinds.contains(fields[2])) {
      each.take(RecordLine.read(line, "record " + sequence), place);
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
        "record %s in %s %s".formatted(reached.sequence() + 1, segment.getFileName(), problem));
  }
}
