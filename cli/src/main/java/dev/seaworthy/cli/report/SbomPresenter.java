package dev.seaworthy.cli.report;

import dev.seaworthy.image.DiffId;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.sbom.CycloneDxWriter;
import dev.seaworthy.inventory.sbom.SbomSubject;
import dev.seaworthy.inventory.sbom.SpdxWriter;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.scan.ImageSummary.LayerSummary;
import dev.seaworthy.scan.ScanResult;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The inventory as a bill of materials, without the findings: what is in an image stays the same
/// while what is known about it changes.
public final class SbomPresenter implements Presenter {

  /// The document's format.
  public enum Format {
    CYCLONEDX,
    SPDX
  }

  private final Format format;
  private final String productVersion;
  private final @Nullable Instant stamp;

  /// @param stamp the time to stamp the document with; null for the image's own
  public SbomPresenter(Format format, String productVersion, @Nullable Instant stamp) {
    this.format = format;
    this.productVersion = productVersion;
    this.stamp = stamp;
  }

  /// Reads `SOURCE_DATE_EPOCH`; null when it is empty.
  ///
  /// @throws NumberFormatException when it is no number of seconds that a date can have
  public static @Nullable Instant stamp(String sourceDateEpoch) {
    if (sourceDateEpoch.isEmpty()) {
      return null;
    }
    long seconds = Long.parseLong(sourceDateEpoch);
    if (seconds < 0 || seconds > Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()) {
      throw new NumberFormatException(sourceDateEpoch);
    }
    return Instant.ofEpochSecond(seconds);
  }

  @Override
  public void present(ScanResult result, Writer out) throws IOException {
    out.write(document(result.image(), result.inventory(), result.verdict().asset().name()));
  }

  /// The document.
  ///
  /// @param asset the class of image that it is about
  public String document(ImageSummary image, Inventory inventory, String asset) {
    SbomSubject subject = subject(image, asset);
    return switch (format) {
      case CYCLONEDX -> CycloneDxWriter.write(inventory, subject);
      case SPDX -> SpdxWriter.write(inventory, subject);
    };
  }

  private SbomSubject subject(ImageSummary image, String asset) {
    List<DiffId> layers = image.layers().stream().map(LayerSummary::diffId).toList();
    return new SbomSubject(
        image.name(),
        asset,
        image.manifestDigest().orElse(null),
        image.configDigest().orElse(null),
        image.platform().os().isEmpty() ? "" : image.platform().toString(),
        layers,
        image.historyProblem().isEmpty()
            ? image.layers().stream().map(LayerSummary::createdBy).toList()
            : List.of(),
        image.lineage(),
        stamp == null ? image.stamp() : stamp,
        productVersion);
  }
}
