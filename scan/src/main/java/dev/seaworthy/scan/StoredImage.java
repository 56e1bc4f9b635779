package dev.seaworthy.scan;

import dev.seaworthy.base.Gap;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import java.util.List;
import java.util.Map;

/// What a verdict needs of an image that was read: all of it but the image. The same image read by
/// the same program gives the same document, wherever it lay and however long it took.
///
/// @param summary its source is its name
/// @param labels of its config
/// @param inventory without the files that components own, of which a verdict asks nothing
/// @param inspection without the time that it took
/// @param gaps what could not be read before the layers
record StoredImage(
    ImageSummary summary,
    Map<String, String> labels,
    Inventory inventory,
    Inspection inspection,
    List<Gap> gaps) {

  StoredImage {
    labels = Map.copyOf(labels);
    gaps = List.copyOf(gaps);
  }

  static StoredImage of(ReadImage image) {
    return new StoredImage(
        named(image.summary()),
        image.labels(),
        new Inventory(
            image.inventory().distributionOrNull(),
            image.inventory().components().stream().map(StoredImage::withoutFiles).toList(),
            image.inventory().relationships(),
            image.inventory().gaps()),
        new Inspection(
            image.inspection().observations(),
            image.inspection().engines().stream().map(StoredImage::withoutTime).toList(),
            image.inspection().gaps()),
        image.gaps());
  }

  private static ImageSummary named(ImageSummary summary) {
    return new ImageSummary(
        summary.name(),
        summary.name(),
        summary.isDirectory(),
        summary.manifestDigest(),
        summary.indexDigest(),
        summary.configDigest(),
        summary.platform(),
        summary.created(),
        summary.stamp(),
        summary.layers(),
        summary.lineage(),
        summary.historyProblem(),
        summary.files(),
        summary.sbom());
  }

  private static Component withoutFiles(Component component) {
    return component.ownedFiles().isEmpty()
        ? component
        : new Component(
            component.type(),
            component.namespace(),
            component.name(),
            component.version(),
            component.purl(),
            component.architecture(),
            component.source(),
            component.licences(),
            component.hashes(),
            component.depends(),
            List.of(),
            component.evidence(),
            component.properties());
  }

  private static EngineReport withoutTime(EngineReport engine) {
    return new EngineReport(
        engine.subject(),
        engine.name(),
        engine.version(),
        engine.dataVersion(),
        engine.dataDateOrNull(),
        engine.files(),
        engine.bytes(),
        0);
  }
}
