package dev.seaworthy.scan;

import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerHistory;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inventory.sbom.SbomSubject;
import dev.seaworthy.scan.ImageSummary.LayerSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Keeps of an open image what is told once it is closed.
final class Summaries {

  private Summaries() {}

  static ImageSummary of(Image image, ImageFacts facts, Lineage lineage) {
    LayerHistory history = LayerHistory.of(image.config(), image.layers().size());
    boolean isDirectory = image.layers().stream().anyMatch(Layer.Tree.class::isInstance);
    return new ImageSummary(
        image.source().text(),
        image.name(),
        isDirectory,
        image.manifestDigest(),
        image.indexDigest(),
        image.configDigest(),
        image.config().platform(),
        image.config().created(),
        SbomSubject.timestamp(OptionalLong.empty(), image.config()),
        layers(image, facts, history),
        lineage,
        isDirectory ? "" : history.problem(),
        facts.tree().size(),
        Optional.empty());
  }

  /// By position: the walk gives one entry of facts for each layer, in their order.
  private static List<LayerSummary> layers(Image image, ImageFacts facts, LayerHistory history) {
    List<LayerSummary> layers = new ArrayList<>();
    for (int i = 0; i < image.layers().size(); i++) {
      Layer layer = image.layers().get(i);
      LayerFacts found = facts.layers().get(i);
      String createdBy = history.createdBy(layer.index());
      layers.add(
          switch (layer) {
            case Layer.Blob blob ->
                new LayerSummary(
                    blob.index(),
                    found.diffId(),
                    Optional.of(blob.descriptor().digest()),
                    blob.descriptor().mediaType().value(),
                    blob.descriptor().size(),
                    found.sizeBytes(),
                    createdBy);
            case Layer.Tree tree ->
                new LayerSummary(
                    tree.index(), found.diffId(), Optional.empty(), "", -1, found.sizeBytes(), "");
          });
    }
    return layers;
  }
}
