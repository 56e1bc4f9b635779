package dev.seaworthy.advisory.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Sorts more entries than fit into memory: full buffers are sorted and written as runs, and the
/// runs are merged. Entries with the same key come together; equal entries come once.
final class RunSorter implements AutoCloseable {

  private static final int MERGE_BUFFER_BYTES = 256 << 10;

  /// What an entry costs beside its bytes.
  private static final int ENTRY_OVERHEAD_BYTES = 64;

  private final Path directory;
  private final long bufferBytes;
  private final List<Path> runs = new ArrayList<>();
  private List<Entry> buffer = new ArrayList<>();
  private long buffered;

  /// @param directory for the runs; they are deleted at the end
  RunSorter(Path directory, long bufferBytes) {
    this.directory = directory;
    this.bufferBytes = bufferBytes;
  }

  /// One entry; ordered by unsigned bytes of the key, then of the value.
  private static final class Entry {
    static final Comparator<Entry> ORDER =
        (one, other) -> {
          int byKey = Arrays.compareUnsigned(one.key, other.key);
          return byKey != 0 ? byKey : Arrays.compareUnsigned(one.value, other.value);
        };

    private final byte[] key;
    private final byte[] value;

    Entry(byte[] key, byte[] value) {
      this.key = key;
      this.value = value;
    }
  }

  /// Takes the values of one key, in order.
  @FunctionalInterface
  interface GroupVisitor {
    void group(byte[] key, List<byte[]> values) throws IOException;
  }

  void add(byte[] key, byte[] value) throws IOException {
    buffer.add(new Entry(key, value));
    buffered += key.length + value.length + ENTRY_OVERHEAD_BYTES;
    if (buffered >= bufferBytes) {
      spill();
    }
  }

  private void spill() throws IOException {
    buffer.sort(Entry.ORDER);
    Path run = Files.createTempFile(directory, "run-", ".tmp");
    runs.add(run);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(run), MERGE_BUFFER_BYTES))) {
      for (Entry entry : buffer) {
        out.writeInt(entry.key.length);
        out.writeInt(entry.value.length);
        out.write(entry.key);
        out.write(entry.value);
      }
    }
    buffer = new ArrayList<>();
    buffered = 0;
  }

  /// Passes every key with its values on, in key order.
  void forEachGroup(GroupVisitor visitor) throws IOException {
    buffer.sort(Entry.ORDER);
    PriorityQueue<Run> queue = new PriorityQueue<>(Comparator.comparing(Run::head, Entry.ORDER));
    List<Run> opened = new ArrayList<>();
    try {
      for (Path path : runs) {
        Run run = new FileRun(path);
        opened.add(run);
        offer(queue, run);
      }
      offer(queue, new BufferRun(buffer));
      merge(queue, visitor);
    } finally {
      for (Run run : opened) {
        run.close();
      }
    }
  }

  private static void offer(PriorityQueue<Run> queue, Run run) throws IOException {
    if (run.advance()) {
      queue.add(run);
    }
  }

  private static void merge(PriorityQueue<Run> queue, GroupVisitor visitor) throws IOException {
    byte @Nullable [] key = null;
    List<byte[]> values = new ArrayList<>();
    for (Run run = queue.poll(); run != null; run = queue.poll()) {
      Entry entry = run.head();
      if (key == null || !Arrays.equals(key, entry.key)) {
        if (key != null) {
          visitor.group(key, values);
        }
        key = entry.key;
        values = new ArrayList<>();
      }
      if (values.isEmpty() || !Arrays.equals(values.getLast(), entry.value)) {
        values.add(entry.value);
      }
      offer(queue, run);
    }
    if (key != null) {
      visitor.group(key, values);
    }
  }

  @Override
  public void close() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }

  /// Sorted entries, read one after the other.
  private abstract static sealed class Run implements AutoCloseable {
    private Entry head = new Entry(new byte[0], new byte[0]);

    Entry head() {
      return head;
    }

    boolean advance() throws IOException {
      Entry next = next();
      if (next == null) {
        return false;
      }
      head = next;
      return true;
    }

    abstract @Nullable Entry next() throws IOException;

    @Override
    public abstract void close() throws IOException;
  }

  private static final class BufferRun extends Run {
    private final List<Entry> entries;
    private int at;

    BufferRun(List<Entry> entries) {
      this.entries = entries;
    }

    @Override
    @Nullable Entry next() {
      return at < entries.size() ? entries.get(at++) : null;
    }

    @Override
    public void close() {}
  }

  private static final class FileRun extends Run {
    private final DataInputStream in;

    FileRun(Path path) throws IOException {
      this.in =
          new DataInputStream(
              new BufferedInputStream(Files.newInputStream(path), MERGE_BUFFER_BYTES));
    }

    @Override
    @Nullable Entry next() throws IOException {
      int keyLength;
      try {
        keyLength = in.readInt();
      } catch (EOFException e) {
        return null;
      }
      int valueLength = in.readInt();
      byte[] key = in.readNBytes(keyLength);
      return new Entry(key, in.readNBytes(valueLength));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
