package dev.seaworthy.image.walk;

import dev.seaworthy.base.Gap;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the facts of a layer in the form that [FactsReader] reads.
final class FactsWriter {

  private final Map<AnalyserId, FactTeller> analysers = new HashMap<>();
  private final DataOutput out;

  FactsWriter(List<? extends FactTeller> analysers, DataOutput out) {
    analysers.forEach(analyser -> this.analysers.put(analyser.id(), analyser));
    this.out = out;
  }

  void write(LayerFacts facts) throws IOException {
    text(facts.diffId().toString());
    out.writeLong(facts.sizeBytes());
    table((LayerTable) facts.files());
    out.writeInt(facts.facts().size());
    for (PathFact fact : facts.facts()) {
      fact(fact);
    }
    out.writeInt(facts.gaps().size());
    for (Gap gap : facts.gaps()) {
      text(gap.code());
      text(gap.location().path());
      text(gap.detail());
    }
  }

  private void fact(PathFact fact) throws IOException {
    FactTeller analyser = analysers.get(fact.analyser());
    if (analyser == null) {
      throw new IOException("a fact of the unknown analyser " + fact.analyser());
    }
    text(fact.path());
    text(fact.analyser().name());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    analyser.codec().write(fact.fact(), new DataOutputStream(bytes));
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  /// Parents come before their children; numbers are given anew, since a table may hold nodes that
  /// were cut off.
  private void table(LayerTable table) throws IOException {
    PathTrie trie = table.trie();
    int[] nodes = new int[trie.size()];
    int[] numbers = new int[trie.size()];
    int count = 0;
    IntStack stack = new IntStack();
    stack.push(PathTrie.ROOT);
    while (!stack.isEmpty()) {
      int node = stack.pop();
      numbers[node] = count;
      nodes[count++] = node;
      for (int child = trie.firstChild(node);
          child != PathTrie.NONE;
          child = trie.nextSibling(child)) {
        stack.push(child);
      }
    }
    out.writeInt(count);
    out.writeInt(PathTrie.NONE);
    for (int i = 1; i < count; i++) {
      out.writeInt(numbers[trie.parent(nodes[i])]);
    }
    names(table, nodes, count);
    table.write(nodes, count, out);
    for (int i = 0; i < count; i++) {
      if (table.isLinked(nodes[i])) {
        text(table.link(nodes[i]));
      }
    }
  }

  private void names(LayerTable table, int[] nodes, int count) throws IOException {
    ByteArena arena = table.arena();
    PathTrie trie = table.trie();
    int all = 0;
    for (int i = 0; i < count; i++) {
      int length = arena.length(trie.name(nodes[i]));
      out.writeShort(length);
      all = Math.addExact(all, length);
    }
    out.writeInt(all);
    for (int i = 0; i < count; i++) {
      int name = trie.name(nodes[i]);
      out.write(arena.piece(name), arena.start(name), arena.length(name));
    }
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
