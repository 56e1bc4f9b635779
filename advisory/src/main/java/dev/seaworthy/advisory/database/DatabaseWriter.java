package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.signing.SigningKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes a database from records in any order, in bounded memory.
final class DatabaseWriter implements AutoCloseable {

  /// Small leaves: a lookup reads and hashes one of them. Measured in decision record 0010.
  private static final int LEAF_BYTES = 4 << 10;

  private static final int INNER_BYTES = 8 << 10;
  private static final long SORT_BUFFER_BYTES = 48L << 20;

  private final RunSorter packages;
  private final RunSorter ids;
  private final RunSorter flaws;
  private final RunSorter enrichments;
  private final RunSorter lifecycles;
  private final Map<Header.Source, Integer> sources = new LinkedHashMap<>();
  private final Map<String, Integer> ecosystems = new LinkedHashMap<>();
  private final Set<String> covered = new HashSet<>();

  /// @param workDirectory for sorted runs
  DatabaseWriter(Path workDirectory) {
    this(workDirectory, SORT_BUFFER_BYTES);
  }

  DatabaseWriter(Path workDirectory, long sortBufferBytes) {
    this.packages = new RunSorter(workDirectory, sortBufferBytes);
    this.ids = new RunSorter(workDirectory, sortBufferBytes);
    this.flaws = new RunSorter(workDirectory, sortBufferBytes);
    this.enrichments = new RunSorter(workDirectory, sortBufferBytes);
    this.lifecycles = new RunSorter(workDirectory, sortBufferBytes);
  }

  /// @param isExhaustive whether its feed's silence on a package means something
  void add(FeedRecord record, boolean isExhaustive) throws IOException {
    if (!FlawCodec.isEmpty(record.flaw())) {
      flaws.add(
          IdCodec.key(record.flaw().id()), FlawCodec.share(record.flaw(), record.textWeight()));
    }
    for (Advisory advisory : record.advisories()) {
      add(advisory, record.flaw().id());
      if (isExhaustive) {
        covered.add(advisory.ecosystem());
      }
    }
    for (Enrichment fact : record.enrichments()) {
      int source = number(sources, new Header.Source(fact.source(), fact.licence()));
      enrichments.add(IdCodec.key(record.flaw().id()), EnrichmentCodec.toBytes(fact, source));
    }
  }

  void add(Lifecycle lifecycle) throws IOException {
    int source = number(sources, new Header.Source(lifecycle.source(), lifecycle.licence()));
    lifecycles.add(
        lifecycle.product().getBytes(StandardCharsets.UTF_8),
        LifecycleCodec.toBytes(lifecycle, source));
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
  /// @param signerOrNull null to leave it unsigned
  void finish(
      Path file,
      boolean isStarterSet,
      Instant dataDate,
      List<SnapshotInfo.FeedInfo> feeds,
      @Nullable SigningKey signerOrNull)
      throws IOException {
    try (Output out = new Output(file)) {
      Counter rows = new Counter();
      Header.TreeRoot packageRoot = packageTree(out, rows);
      Header.TreeRoot idRoot = tree(ids, TreeKind.IDS, out, DatabaseWriter::concatenated);
      Header.TreeRoot flawRoot = flawTree(out);
      Header.TreeRoot enrichmentRoot =
          tree(enrichments, TreeKind.ENRICHMENTS, out, EnrichmentCodec::latest);
      Header.TreeRoot lifecycleRoot = lifecycleTree(out);
      Header header =
          new Header(
              isStarterSet,
              dataDate,
              rows.count,
              flawRoot.entries(),
              feeds,
              List.copyOf(sources.keySet()),
              List.copyOf(ecosystems.keySet()),
              ecosystems.keySet().stream().filter(each -> !covered.contains(each)).toList(),
              List.of(packageRoot, idRoot, flawRoot, enrichmentRoot, lifecycleRoot));
      out.finish(header.toBytes(), signerOrNull);
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

  private static Header.TreeRoot tree(
      RunSorter sorter, TreeKind kind, Output out, Function<List<byte[]>, byte[]> join)
      throws IOException {
    TreeWriter tree = new TreeWriter(out::node, LEAF_BYTES, INNER_BYTES);
    sorter.forEachGroup((key, values) -> tree.add(key, join.apply(values)));
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

  private Header.TreeRoot lifecycleTree(Output out) throws IOException {
    // The joined record names its source by the number that the header gives it.
    Header sourcesAlone =
        new Header(
            false,
            Instant.EPOCH,
            0,
            0,
            List.of(),
            List.copyOf(sources.keySet()),
            List.of(),
            List.of(),
            List.of());
    return tree(
        lifecycles,
        TreeKind.LIFECYCLES,
        out,
        values -> {
          Lifecycle joined =
              LifecycleCodec.join(
                  values.stream()
                      .map(value -> LifecycleCodec.read("", new ByteReader(value), sourcesAlone))
                      .toList());
          Integer source =
              sources.getOrDefault(new Header.Source(joined.source(), joined.licence()), 0);
          return LifecycleCodec.toBytes(joined, source);
        });
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
    enrichments.close();
    lifecycles.close();
  }

  /// The file as it grows: room for the prologue and its seal, then nodes, then the header.
  private static final class Output implements AutoCloseable {
    private static final int NODES_AT = Prologue.LENGTH + Seal.LENGTH;

    private final Path file;
    private final OutputStream out;
    private long length = NODES_AT;

    Output(Path file) throws IOException {
      this.file = file;
      this.out = new BufferedOutputStream(Files.newOutputStream(file), 256 << 10);
      out.write(new byte[NODES_AT]);
    }

    NodeReference node(byte[] node) throws IOException {
      NodeReference reference = new NodeReference(length, node.length, Sha256.of(node));
      out.write(node);
      length += node.length;
      return reference;
    }

    void finish(byte[] header, @Nullable SigningKey signerOrNull) throws IOException {
      out.write(header);
      out.close();
      Prologue prologue = Prologue.of(length + header.length, length, header);
      try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
        whole.write(prologue.toBytes());
        whole.write(Seal.of(prologue, signerOrNull).toBytes());
        whole.getFD().sync();
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
