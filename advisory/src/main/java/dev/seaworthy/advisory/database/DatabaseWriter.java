package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.feed.FeedRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a database from records in any order, in bounded memory.
final class DatabaseWriter implements AutoCloseable {

  /// Small leaves: a lookup reads and hashes one of them. Measured in decision record 0010.
  private static final int LEAF_BYTES = 4 << 10;

  private static final int INNER_BYTES = 8 << 10;
  private static final long SORT_BUFFER_BYTES = 48L << 20;

  private final RunSorter packages;
  private final RunSorter ids;
  private final RunSorter flaws;
  private final Map<Header.Source, Integer> sources = new LinkedHashMap<>();
  private final Map<String, Integer> ecosystems = new LinkedHashMap<>();

  /// @param workDirectory for sorted runs
  DatabaseWriter(Path workDirectory) {
    this(workDirectory, SORT_BUFFER_BYTES);
  }

  DatabaseWriter(Path workDirectory, long sortBufferBytes) {
    this.packages = new RunSorter(workDirectory, sortBufferBytes);
    this.ids = new RunSorter(workDirectory, sortBufferBytes);
    this.flaws = new RunSorter(workDirectory, sortBufferBytes);
  }

  void add(FeedRecord record) throws IOException {
    if (!FlawCodec.isEmpty(record.flaw())) {
      flaws.add(
          IdCodec.key(record.flaw().id()), FlawCodec.share(record.flaw(), record.textWeight()));
    }
    for (Advisory advisory : record.advisories()) {
      add(advisory, record.flaw().id());
    }
  }

  private void add(Advisory advisory, AdvisoryId flaw) throws IOException {
    int source = number(sources, new Header.Source(advisory.source(), advisory.licence()));
    int ecosystem = number(ecosystems, advisory.ecosystem());
    packages.add(
        DatabaseFile.packageKey(advisory.ecosystem(), advisory.packageName()),
        StatementCodec.alone(advisory, source));
    byte[] place = new IdEntry.PackageReference(ecosystem, advisory.packageName()).toBytes();
    for (AdvisoryId id : advisory.allIds()) {
      byte[] key = IdCodec.key(id);
      ids.add(key, place);
      if (!id.equals(flaw) && !advisory.upstream().contains(id)) {
        ids.add(key, IdEntry.flawToBytes(flaw));
      }
    }
  }

  private static <T> int number(Map<T, Integer> numbers, T thing) {
    Integer known = numbers.get(thing);
    if (known != null) {
      return known;
    }
    numbers.put(thing, numbers.size());
    return numbers.size() - 1;
  }

  /// Writes the file. What is written depends on the records and on these alone.
  ///
  /// @param file made anew
  /// @param dataDate the newest of the feeds' dates
  void finish(Path file, boolean isStarterSet, Instant dataDate, List<SnapshotInfo.FeedInfo> feeds)
      throws IOException {
    try (Output out = new Output(file)) {
      Counter rows = new Counter();
      Header.TreeRoot packageRoot = packageTree(out, rows);
      Header.TreeRoot idRoot = tree(ids, TreeKind.IDS, out);
      Header.TreeRoot flawRoot = flawTree(out);
      Header header =
          new Header(
              isStarterSet,
              dataDate,
              rows.count,
              flawRoot.entries(),
              feeds,
              List.copyOf(sources.keySet()),
              List.copyOf(ecosystems.keySet()),
              List.of(packageRoot, idRoot, flawRoot));
      out.finish(header.toBytes());
    }
  }

  private static final class Counter {
    private long count;
  }

  private Header.TreeRoot packageTree(Output out, Counter rows) throws IOException {
    TreeWriter tree = new TreeWriter(out::node, LEAF_BYTES, INNER_BYTES);
    packages.forEachGroup((key, values) -> {
      rows.count += values.size();
      tree.add(key, StatementCodec.joined(values));
    });
    return tree.finish(TreeKind.PACKAGES);
  }

  private static Header.TreeRoot tree(RunSorter sorter, TreeKind kind, Output out)
      throws IOException {
    TreeWriter tree = new TreeWriter(out::node, LEAF_BYTES, INNER_BYTES);
    sorter.forEachGroup((key, values) -> tree.add(key, concatenated(values)));
    return tree.finish(kind);
  }

  private Header.TreeRoot flawTree(Output out) throws IOException {
    TreeWriter tree = new TreeWriter(out::node, LEAF_BYTES, INNER_BYTES);
    flaws.forEachGroup((key, values) -> {
      AdvisoryId id = new AdvisoryId(new String(key, StandardCharsets.UTF_8));
      ByteWriter value = new ByteWriter(1024);
      FlawCodec.write(FlawCodec.join(id, values), value);
      tree.add(key, value.toBytes());
    });
    return tree.finish(TreeKind.FLAWS);
  }

  private static byte[] concatenated(List<byte[]> values) {
    ByteWriter all = new ByteWriter(256);
    values.forEach(all::sized);
    return all.toBytes();
  }

  @Override
  public void close() throws IOException {
    packages.close();
    ids.close();
    flaws.close();
  }

  /// The file as it grows: room for the prologue, then nodes, then the header.
  private static final class Output implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private long length = Prologue.LENGTH;

    Output(Path file) throws IOException {
      this.file = file;
      this.out = new BufferedOutputStream(Files.newOutputStream(file), 256 << 10);
      out.write(new byte[Prologue.LENGTH]);
    }

    NodeReference node(byte[] node) throws IOException {
      NodeReference reference = new NodeReference(length, node.length, Sha256.of(node));
      out.write(node);
      length += node.length;
      return reference;
    }

    void finish(byte[] header) throws IOException {
      out.write(header);
      out.close();
      Prologue prologue = Prologue.of(length + header.length, length, header);
      try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
        whole.write(prologue.toBytes());
        whole.getFD().sync();
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
