package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the facts of a layer that [FactsWriter] wrote. The bytes have passed a check sum; what
/// still makes no sense is refused, never guessed.
final class FactsReader {

  /// To be raised with every change of the form.
  static final int FORMAT = 2;

  /// Stands where a node's parent would.
  static final int END_OF_TABLE = -2;

  private static final int TEXT_BYTES_MAX = 1 << 20;
  private static final int FACT_BYTES_MAX = 256 << 20;

  private final Map<String, FactTeller> analysers = new HashMap<>();
  private final DataInput in;
  private final long seed;

  /// @param seed see [PathTrie]
  FactsReader(List<? extends FactTeller> analysers, DataInput in, long seed) {
    analysers.forEach(analyser -> this.analysers.put(analyser.id().name(), analyser));
    this.in = in;
    this.seed = seed;
  }

  LayerFacts read() throws IOException {
    DiffId diffId = new DiffId(Digest.parse(text()));
    long sizeBytes = in.readLong();
    LayerTable table = table();
    List<PathFact> facts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      facts.add(fact());
    }
    List<Gap> gaps = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      gaps.add(new Gap(text(), Location.ofPath(text()), text()));
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
    byte[] bytes = bytes(FACT_BYTES_MAX);
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
    PathFact fact = new PathFact(path, analyser.id(), analyser.codec().read(from));
    if (from.available() > 0) {
      throw new IOException("a fact of " + name + " is longer than its analyser reads");
    }
    return fact;
  }

  private LayerTable table() throws IOException {
    LayerTable table = new LayerTable(seed);
    boolean isFirst = true;
    for (int parent = in.readInt(); parent != END_OF_TABLE; parent = in.readInt()) {
      int flags = in.readInt();
      byte[] name = new byte[in.readUnsignedShort()];
      in.readFully(name);
      if (isFirst != (parent == PathTrie.NONE) || parent >= table.trie().size()) {
        throw new IOException("a node has no parent");
      }
      int node = isFirst ? PathTrie.ROOT : table.child(parent, name);
      isFirst = false;
      table.setFlags(node, flags);
      if (table.isPresent(node)) {
        table.setOwner(node, in.readInt(), in.readInt());
        table.setSize(node, in.readLong());
        if (table.isHashed(node)) {
          byte[] hash = new byte[HashColumn.HASH];
          in.readFully(hash);
          table.setHash(node, hash, 0);
        }
        if (table.isLinked(node)) {
          table.setLink(node, bytes(TEXT_BYTES_MAX));
        }
      }
    }
    return table;
  }

  private String text() throws IOException {
    return new String(bytes(TEXT_BYTES_MAX), StandardCharsets.UTF_8);
  }

  private byte[] bytes(int lengthMax) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > lengthMax) {
      throw new IOException("a length makes no sense: " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
