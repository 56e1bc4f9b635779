package dev.seaworthy.inventory;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileTable;
import dev.seaworthy.image.FileTree;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;

/// Makes the facts of an image layer by layer, without a walk: files go straight to the catalogers.
public final class LayeredFacts {

  private static final class LayerDraft {
    final TreeMap<String, FileRecord> files = new TreeMap<>();
    final TreeMap<String, byte[]> contents = new TreeMap<>();
    final TreeSet<String> whiteouts = new TreeSet<>();
    final TreeSet<String> opaque = new TreeSet<>();
  }

  private final List<? extends Cataloger> catalogers;
  private final List<LayerDraft> drafts = new ArrayList<>();

  private LayeredFacts(List<? extends Cataloger> catalogers) {
    this.catalogers = catalogers;
  }

  public static LayeredFacts by(List<? extends Cataloger> catalogers) {
    return new LayeredFacts(catalogers);
  }

  /// Begins the next layer.
  public LayeredFacts layer() {
    drafts.add(new LayerDraft());
    return this;
  }

  public LayeredFacts file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public LayeredFacts file(String path, byte[] content) {
    drafts.getLast().files.put(path, BytesContent.record(path, content));
    drafts.getLast().contents.put(path, content);
    return this;
  }

  /// Only absolute targets of whole directories are followed.
  public LayeredFacts link(String path, String target) {
    FileRecord link =
        new FileRecord(
            path, FileRecord.Kind.SYMLINK, 0777, 0, 0, 0, target, Optional.empty(), false);
    drafts.getLast().files.put(path, link);
    return this;
  }

  public LayeredFacts whiteout(String path) {
    drafts.getLast().whiteouts.add(path);
    return this;
  }

  public LayeredFacts opaque(String directory) {
    drafts.getLast().opaque.add(directory);
    return this;
  }

  public ImageFacts facts() {
    List<LayerFacts> layers = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Tree tree = new Tree();
    for (int index = 0; index < drafts.size(); index++) {
      LayerDraft draft = drafts.get(index);
      List<PathFact> facts = new ArrayList<>();
      List<Gap> layerGaps = new ArrayList<>();
      draft.contents.forEach((path, content) -> analyse(path, content, facts, layerGaps));
      for (Gap gap : layerGaps) {
        gaps.add(gap.inLayer(index));
      }
      DiffId diffId =
          new DiffId(Digest.sha256(("layer " + index).getBytes(StandardCharsets.UTF_8)));
      layers.add(new LayerFacts(diffId, 1, new Table(draft), facts, layerGaps));
      tree.lay(draft, index);
    }
    List<VisibleFact> visible = new ArrayList<>();
    tree.layerByPath.forEach((path, layer) -> {
      for (PathFact fact : layers.get(layer).facts()) {
        if (fact.path().equals(path)) {
          visible.add(new VisibleFact(path, layer, fact.analyser(), fact.fact()));
        }
      }
    });
    return new ImageFacts(layers, tree, visible, gaps);
  }

  private void analyse(String path, byte[] content, List<PathFact> facts, List<Gap> gaps) {
    for (Cataloger cataloger : catalogers) {
      if (Wanting.wants(cataloger.interest(), path, content)) {
        RecordingSink sink = RecordingSink.of(cataloger, path, content);
        sink.facts().forEach(fact -> facts.add(new PathFact(path, cataloger.id(), fact)));
        sink.gaps()
            .forEach(gap ->
                gaps.add(
                    Gap.of(gap.code(), Location.ofPath(path + gap.nestedPath()), gap.detail())));
      }
    }
  }

  private record Table(LayerDraft draft) implements FileTable {
    @Override
    public int size() {
      return draft.files.size();
    }

    @Override
    public FileRecord record(int position) {
      return List.copyOf(draft.files.values()).get(position);
    }

    @Override
    public Optional<FileRecord> find(String path) {
      return Optional.ofNullable(draft.files.get(path));
    }

    @Override
    public Iterable<String> whiteouts() {
      return draft.whiteouts;
    }

    @Override
    public Iterable<String> opaqueDirectories() {
      return draft.opaque;
    }
  }

  private static final class Tree implements FileTree {
    private final TreeMap<String, FileRecord> files = new TreeMap<>();
    private final TreeMap<String, Integer> layerByPath = new TreeMap<>();

    void lay(LayerDraft draft, int layer) {
      draft.whiteouts.forEach(path -> remove(path, true));
      draft.opaque.forEach(path -> remove(path, false));
      draft.files.forEach((path, file) -> {
        files.put(path, file);
        layerByPath.put(path, layer);
      });
    }

    private void remove(String path, boolean itself) {
      files.keySet().removeIf(key -> (itself && key.equals(path)) || key.startsWith(path + "/"));
      layerByPath.keySet().retainAll(files.keySet());
    }

    @Override
    public int size() {
      return files.size();
    }

    @Override
    public Optional<FileRecord> find(String path) {
      return Optional.ofNullable(files.get(path));
    }

    @Override
    public int layerOf(String path) {
      return layerByPath.getOrDefault(path, -1);
    }

    @Override
    public Optional<String> placeOf(int layer, String path) {
      return layerOf(path) == layer ? Optional.of(path) : Optional.empty();
    }

    @Override
    public Optional<String> resolve(String path) {
      for (Map.Entry<String, FileRecord> entry : files.entrySet()) {
        String link = entry.getKey();
        boolean isLink = entry.getValue().kind() == FileRecord.Kind.SYMLINK;
        if (isLink && (path.equals(link) || path.startsWith(link + "/"))) {
          return Optional.of(entry.getValue().linkTarget() + path.substring(link.length()));
        }
      }
      String below = files.ceilingKey(path + "/");
      boolean isImplied = below != null && below.startsWith(path + "/");
      return files.containsKey(path) || isImplied ? Optional.of(path) : Optional.empty();
    }

    @Override
    public void forEach(ObjIntConsumer<FileRecord> consumer) {
      files.forEach((path, file) -> consumer.accept(file, layerOf(path)));
    }
  }
}
