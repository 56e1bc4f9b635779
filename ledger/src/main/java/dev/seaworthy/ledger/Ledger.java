package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An append-only chain of records in a directory. Safe for several threads and several processes:
/// each append holds the directory's lock, and what was returned lies on the disk. One process
/// opens a directory once.
public final class Ledger implements AutoCloseable {

  private static final String LOCK = "lock";

  private final LedgerFiles files;
  private final InstantSource clock;
  private final FileChannel lock;
  private Tail tail;

  /// Where the chain ended when it was last looked at.
  ///
  /// @param file the last file with records; null before the first record
  /// @param bytes its length
  private record Tail(@Nullable Path file, long bytes, long sequence, Digest digest) {}

  private Ledger(LedgerFiles files, InstantSource clock, FileChannel lock) {
    this.files = files;
    this.clock = clock;
    this.lock = lock;
    this.tail = new Tail(null, 0, files.before(), files.previous());
  }

  /// Opens a ledger, or makes one where there is none.
  ///
  /// @param id what to call a new one, such as a UUID; it can't be changed later
  /// @throws SeaworthyException when the directory can't be used
  public static Ledger openOrCreate(Path folder, String id, InstantSource clock) {
    LedgerFiles files =
        Files.exists(folder.resolve(LedgerFiles.NAME))
            ? LedgerFiles.open(folder)
            : LedgerFiles.create(folder, id);
    return open(files, clock);
  }

  /// Opens a ledger that is there.
  ///
  /// @throws SeaworthyException [LedgerError#NOT_A_LEDGER], or when the directory can't be used
  public static Ledger open(Path folder, InstantSource clock) {
    return open(LedgerFiles.open(folder), clock);
  }

  private static Ledger open(LedgerFiles files, InstantSource clock) {
    Path file = files.folder().resolve(LOCK);
    try {
      return new Ledger(
          files,
          clock,
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw LedgerFiles.unwritable(file, e);
    }
  }

  /// The ledger's id.
  public String id() {
    return files.id();
  }

  /// What the first record follows: a digest of the ledger's id.
  public Digest genesis() {
    return LedgerFiles.genesis(files.id());
  }

  /// Appends one record.
  ///
  /// @throws SeaworthyException when it could not be recorded; then nothing was
  public LedgerRecord append(Entry entry) {
    return appendAll(List.of(entry)).getFirst();
  }

  /// Appends records with one write to the disk. They are there when this returns; when it fails,
  /// none is. A crash in the middle may leave the first few of them, whole and in the chain.
  ///
  /// @throws SeaworthyException [LedgerError#UNWRITABLE], [LedgerError#UNREADABLE],
  ///   [LedgerError#RECORD_TOO_LARGE], [LedgerError#BROKEN]; then nothing was recorded
  public synchronized List<LedgerRecord> appendAll(List<Entry> entries) {
    try (FileLock _ = locked()) {
      tail = currentTail();
      return write(entries);
    } catch (IOException e) {
      throw LedgerFiles.unwritable(files.folder(), e);
    }
  }

  private FileLock locked() throws IOException {
    try {
      return lock.lock();
    } catch (OverlappingFileLockException e) {
      throw new SeaworthyException(
          LedgerError.UNWRITABLE,
          "%s is open twice in this process, and one of them writes now".formatted(files.folder()),
          e);
    }
  }

  private List<LedgerRecord> write(List<Entry> entries) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    List<LedgerRecord> records = new ArrayList<>();
    Instant now = clock.instant();
    long sequence = tail.sequence();
    Digest previous = tail.digest();
    for (Entry entry : entries) {
      sequence++;
      byte[] line = RecordLine.write(sequence, now, previous, entry);
      if (line.length > LedgerFiles.RECORD_BYTES_MAX) {
        throw new SeaworthyException(
            LedgerError.RECORD_TOO_LARGE,
            "a record of kind %s has %s bytes, and %s are allowed"
                .formatted(entry.kind(), line.length, LedgerFiles.RECORD_BYTES_MAX));
      }
      Digest digest = Digest.sha256(line);
      records.add(new LedgerRecord(sequence, now, entry.kind(), previous, entry.payload(), digest));
      lines.writeBytes(line);
      lines.write('\n');
      previous = digest;
    }
    boolean isNew = tail.file() == null || tail.bytes() >= LedgerFiles.SEGMENT_BYTES;
    Path last = tail.file();
    Path file = last == null || isNew ? files.segment(tail.sequence() + 1) : last;
    if (isNew) {
      // First, so that a failure here leaves an empty file and no record that nobody was told of.
      Files.write(file, new byte[0]);
      LedgerFiles.force(files.folder());
    }
    long bytes = append(file, isNew ? 0 : tail.bytes(), lines.toByteArray());
    tail = new Tail(file, bytes, sequence, previous);
    return records;
  }

  private static long append(Path file, long from, byte[] bytes) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      try {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long position = from;
        while (buffer.hasRemaining()) {
          position += out.write(buffer, position);
        }
        out.force(true);
        return position;
      } catch (IOException e) {
        out.truncate(from);
        throw e;
      }
    }
  }

  /// As it is now, whoever wrote last. A record whose writing was cut short was never acknowledged
  /// and is taken away.
  private Tail currentTail() throws IOException {
    List<Path> segments = files.segments();
    if (segments.isEmpty()) {
      return new Tail(null, 0, files.before(), files.previous());
    }
    Path file = segments.getLast();
    long bytes = Files.size(file);
    if (file.equals(tail.file()) && bytes == tail.bytes()) {
      return tail;
    }
    for (int i = segments.size() - 1; i >= 0; i--) {
      LastLine last = LastLine.of(segments.get(i));
      if (last.whole() < Files.size(segments.get(i))) {
        try (FileChannel out = FileChannel.open(segments.get(i), StandardOpenOption.WRITE)) {
          out.truncate(last.whole());
        }
      }
      if (last.whole() > 0) {
        LedgerRecord record =
            RecordLine.read(last.line(), "the last line of " + segments.get(i).getFileName());
        return new Tail(segments.get(i), last.whole(), record.sequence(), record.digest());
      }
      Files.delete(segments.get(i));
    }
    return new Tail(null, 0, files.before(), files.previous());
  }

  /// How far the ledger reaches now.
  ///
  /// @throws SeaworthyException when it can't be read
  public synchronized Head head() {
    try (FileLock _ = locked()) {
      tail = currentTail();
      return new Head(files.id(), tail.sequence(), tail.digest(), clock.instant());
    } catch (IOException e) {
      throw LedgerFiles.unreadable(files.folder(), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw LedgerFiles.unwritable(files.folder(), e);
    }
  }
}
