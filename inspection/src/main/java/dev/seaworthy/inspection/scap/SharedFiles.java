package dev.seaworthy.inspection.scap;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.FileTable;
import dev.seaworthy.image.FileTree;
import dev.seaworthy.image.ImageFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  record Link(FileRecord record, int layer, String target) {}

  private record Visible(FileRecord record, int layer) {}

  private final ImageFacts facts;
  private final Map<Stored, List<Visible>> links = new HashMap<>();
  private final List<Stored> order = new ArrayList<>();

  private SharedFiles(ImageFacts facts) {
    this.facts = facts;
  }

  static SharedFiles of(ImageFacts facts) {
    SharedFiles shared = new SharedFiles(facts);
    facts.tree().forEach(shared::take);
    return shared;
  }

  private void take(FileRecord visible, int layer) {
    FileRecord own = table(layer).find(visible.path()).orElse(visible);
    if (own.kind() == Kind.HARD_LINK) {
      Stored stored = stored(own, layer);
      if (stored != null) {
        links
            .computeIfAbsent(
                stored,
                found -> {
                  order.add(found);
                  return new ArrayList<>();
                })
            .add(new Visible(visible, layer));
      }
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

  private boolean isVisible(Stored stored) {
    FileTree tree = facts.tree();
    return tree.layerOf(stored.path()) == stored.layer()
        && table(stored.layer())
            .find(stored.path())
            .filter(record -> record.kind() == Kind.REGULAR)
            .isPresent();
  }

  /// The path under which a stored file is to be written; empty when nobody sees it.
  String placeOf(int layer, String path) {
    Stored stored = new Stored(layer, path);
    if (isVisible(stored)) {
      return path;
    }
    List<Visible> seen = links.get(stored);
    return seen == null ? "" : seen.getFirst().record().path();
  }

  /// The links that remain once each file is written.
  List<Link> links() {
    List<Link> all = new ArrayList<>();
    for (Stored stored : order) {
      String place = placeOf(stored.layer(), stored.path());
      for (Visible link : links.getOrDefault(stored, List.of())) {
        if (!link.record().path().equals(place)) {
          all.add(new Link(link.record(), link.layer(), place));
        }
      }
    }
    return all;
  }
}
