package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the facts of a layer that [FactsWriter] wrote. The bytes have passed a check sum; what
/// still makes no sense is refused, never guessed.
final class FactsReader {

  /// To be raised with every change of the form.
  static final int FORMAT = 4;

  /// What the smallest node takes: six numbers and the length of its name.
  private static final int NODE_BYTES_MIN = 26;

  /// Three lengths.
  private static final int FACT_BYTES_MIN = 12;

  /// Three lengths.
  private static final int GAP_BYTES_MIN = 12;

  private final Map<String, FactTeller> analysers = new HashMap<>();
  private final byte[] bytes;
  private final ByteBuffer in;
  private final ArrayStream factBytes;
  private final DataInputStream fact;
  private final long seed;

  /// @param bytes the facts, and perhaps more
  /// @param length how many of the bytes are the facts
  /// @param seed see [PathTrie]
  FactsReader(List<? extends FactTeller> analysers, byte[] bytes, int length, long seed) {
    analysers.forEach(analyser -> this.analysers.put(analyser.id().name(), analyser));
    this.bytes = bytes;
    this.in = ByteBuffer.wrap(bytes, 0, length);
    this.factBytes = new ArrayStream(bytes);
    this.fact = new DataInputStream(factBytes);
    this.seed = seed;
  }

  /// @throws IOException when something makes no sense
  LayerFacts read() throws IOException {
    try {
      return facts();
    } catch (BufferUnderflowException e) {
      throw new EOFException("the facts end too early");
    }
  }

  private LayerFacts facts() throws IOException {
    DiffId diffId = new DiffId(Digest.parse(text()));
    long sizeBytes = in.getLong();
    LayerTable table = table();
    List<PathFact> facts = new ArrayList<>();
    for (int left = count(FACT_BYTES_MIN); left > 0; left--) {
      facts.add(fact());
    }
    List<Gap> gaps = new ArrayList<>();
    for (int left = count(GAP_BYTES_MIN); left > 0; left--) {
      gaps.add(new Gap(text(), Location.ofPath(text()), text()));
    }
    if (in.hasRemaining()) {
      throw new IOException("%s bytes come after the facts".formatted(in.remaining()));
    }
    return new LayerFacts(diffId, sizeBytes, table, facts, gaps);
  }

  private PathFact fact() throws IOException {
    String path = text();
    String name = text();
    FactTeller analyser = analysers.get(name);
    if (analyser == null) {
      throw new IOException("a fact of the unknown analyser " + name);
    }
    int length = length();
    factBytes.select(skip(length), length);
    PathFact read = new PathFact(path, analyser.id(), analyser.codec().read(fact));
    if (factBytes.available() > 0) {
      throw new IOException("a fact of " + name + " is longer than its analyser reads");
    }
    return read;
  }

  /// The table comes column by column: taken at once, that costs a fraction of going from entry to
  /// entry.
  private LayerTable table() throws IOException {
    int nodes = count(NODE_BYTES_MIN);
    if (nodes == 0) {
      throw new IOException("a table without a root");
    }
    IntColumn parents = IntColumn.read(in, nodes);
    ByteArena arena = new ByteArena();
    PathTrie trie = new PathTrie(arena, seed, parents, names(nodes, arena));
    LayerTable table = new LayerTable(arena, trie, LayerTable.Columns.read(in, nodes));
    for (int node = 0; node < nodes; node++) {
      if (table.isLinked(node)) {
        int length = length();
        table.setLink(node, bytes, skip(length), length);
      }
    }
    return table;
  }

  private IntColumn names(int nodes, ByteArena arena) throws IOException {
    int lengthAt = skip(Short.BYTES * nodes);
    int left = length();
    int at = skip(left);
    IntColumn names = new IntColumn();
    for (int node = 0; node < nodes; node++) {
      int length = ((bytes[lengthAt] & 0xff) << 8) | (bytes[lengthAt + 1] & 0xff);
      if (length > left) {
        throw new IOException("the names end too early");
      }
      names.add(arena.add(bytes, at, length));
      lengthAt += Short.BYTES;
      at += length;
      left -= length;
    }
    return names;
  }

  private String text() throws IOException {
    int length = length();
    return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
  }

  private int length() throws IOException {
    return count(1);
  }

  /// A number of what takes so many bytes at least. A negative one is no small one: it would be a
  /// layer without facts or gaps.
  private int count(int bytesMin) throws IOException {
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / bytesMin) {
      throw new IOException("a count makes no sense: " + count);
    }
    return count;
  }

  /// Goes past so many bytes.
  ///
  /// @return where in the array they begin
  private int skip(int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    int start = in.position();
    in.position(start + length);
    return start;
  }
}
