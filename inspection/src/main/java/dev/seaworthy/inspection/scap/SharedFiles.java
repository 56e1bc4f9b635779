package dev.seaworthy.inspection.scap;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.FileTable;
import dev.seaworthy.image.ImageFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which visible paths are hard links to which stored file. A link outlives the path that it was
/// made from, in which case the file is written under the first of its links.
final class SharedFiles {

  private static final int CHAIN_MAX = 40;

  /// A file as a layer stores it.
  private record Stored(int layer, String path) {}

  /// A visible hard link.
  ///
  /// @param target the path under which its file is written
  record Link(FileRecord record, String target) {}

  private final ImageFacts facts;
  private final Map<Stored, List<FileRecord>> links = new HashMap<>();
  private final List<Stored> order = new ArrayList<>();

  private SharedFiles(ImageFacts facts) {
    this.facts = facts;
  }

  static SharedFiles of(ImageFacts facts) {
    SharedFiles shared = new SharedFiles(facts);
    for (int layer = 0; layer < facts.layers().size(); layer++) {
      FileTable table = shared.table(layer);
      for (int position = 0; position < table.size(); position++) {
        FileRecord own = table.record(position);
        if (own.kind() == Kind.HARD_LINK) {
          shared.take(own, layer);
        }
      }
    }
    return shared;
  }

  private void take(FileRecord own, int layer) {
    Stored stored = stored(own, layer);
    FileRecord visible =
        facts.tree().placeOf(layer, own.path()).flatMap(facts.tree()::find).orElse(null);
    if (stored != null && visible != null) {
      links
          .computeIfAbsent(
              stored,
              found -> {
                order.add(found);
                return new ArrayList<>();
              })
          .add(visible);
    }
  }

  private FileTable table(int layer) {
    return facts.layers().get(layer).files();
  }

  /// The file that a link leads to: what its target was when the link's layer was made.
  private @Nullable Stored stored(FileRecord link, int layer) {
    FileRecord at = link;
    int highest = layer;
    for (int step = 0; step < CHAIN_MAX; step++) {
      String path = at.linkTarget();
      FileRecord found = null;
      while (highest >= 0 && found == null) {
        found = table(highest).find(path).orElse(null);
        highest -= found == null ? 1 : 0;
      }
      if (found == null || (found.kind() != Kind.REGULAR && found.kind() != Kind.HARD_LINK)) {
        return null;
      }
      if (found.kind() == Kind.REGULAR) {
        return new Stored(highest, path);
      }
      at = found;
    }
    return null;
  }

  /// The path under which a stored file is to be written; empty when nobody sees it.
  String placeOf(int layer, String path) {
    boolean isFile =
        table(layer).find(path).filter(record -> record.kind() == Kind.REGULAR).isPresent();
    Optional<String> place = isFile ? facts.tree().placeOf(layer, path) : Optional.empty();
    if (place.isPresent()) {
      return place.get();
    }
    List<FileRecord> seen = links.get(new Stored(layer, path));
    return seen == null ? "" : seen.getFirst().path();
  }

  /// The links that remain once each file is written.
  List<Link> links() {
    List<Link> all = new ArrayList<>();
    for (Stored stored : order) {
      String place = placeOf(stored.layer(), stored.path());
      for (FileRecord link : links.getOrDefault(stored, List.of())) {
        if (!link.path().equals(place)) {
          all.add(new Link(link, place));
        }
      }
    }
    return all;
  }
}
