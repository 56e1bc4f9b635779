package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The second reading of a layer that has wanted hard links to files whose content nobody wanted
/// the first time.
final class LinkedContent implements TarReader.Problems {

  private final LayerContext context;
  private final Limits limits;
  private final LayerTable table;
  private final FactCollector facts;
  private final Map<String, List<HardLinks.Pending>> byTarget;
  private final Map<Integer, FactCollector.Told> told = new HashMap<>();

  LinkedContent(LayerContext context, LayerTable table, FactCollector facts, HardLinks hardLinks) {
    this.context = context;
    this.limits = context.limits();
    this.table = table;
    this.facts = facts;
    this.byTarget = hardLinks.byTarget();
  }

  void read(BlockSource source) throws IOException {
    TarReader tar = new TarReader(source, limits, this);
    EntryPath path = new EntryPath();
    int entry = 0;
    while (tar.next()) {
      entry++;
      boolean isFile = tar.type() == '0' || tar.type() == '7';
      if (isFile
          && path.set(tar.name(), limits.asInt(Limit.PATH_BYTES)) == EntryPath.Outcome.FINE) {
        String target = "/" + new String(path.bytes(), 0, path.length(), StandardCharsets.UTF_8);
        List<HardLinks.Pending> links = byTarget.get(target);
        if (links != null) {
          show(tar, entry, links);
        }
      }
    }
    told.forEach(facts::add);
  }

  private void show(TarReader tar, int entry, List<HardLinks.Pending> links) throws IOException {
    try (KeptContent kept = new KeptContent(tar.size(), limits, context.spill())) {
      while (tar.left() > 0) {
        int available = tar.available();
        if (available == 0) {
          throw new EndedEarlyException("inside a file");
        }
        kept.write(tar.buffer(), tar.position(), available);
        tar.consume(available);
      }
      for (HardLinks.Pending link : links) {
        // A later entry of the same path that still came before the link is what the link means.
        if (entry < link.entry()) {
          FactCollector.Told found = FactCollector.Told.nothing(link.missing().length);
          facts.analyse(asFile(link.node()), kept.content(), link.missing(), found);
          told.put(link.node(), found);
        }
      }
    }
  }

  private FileRecord asFile(int node) {
    FileRecord link = table.recordAt(node);
    return new FileRecord(
        link.path(),
        Kind.REGULAR,
        link.mode(),
        link.uid(),
        link.gid(),
        link.size(),
        "",
        link.sha256(),
        link.hasCapabilities());
  }

  @Override
  public void bad(byte[] name, String why) {
    // The first reading has told of it.
  }
}
