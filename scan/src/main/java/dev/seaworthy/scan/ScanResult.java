package dev.seaworthy.scan;

import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.policy.SignatureSearch;

/// All that a scan yields, as values: what was looked at, what is in it, what was known, and what
/// follows from it.
///
/// @param inspection what the inspections saw, and which engines looked
/// @param support whether the distribution still gets fixes at the time of the scan
/// @param signatures what came of looking for the image's signatures
public record ScanResult(
    ImageSummary image,
    Inventory inventory,
    Inspection inspection,
    Support support,
    SnapshotInfo data,
    Verdict verdict,
    SignatureSearch signatures) {

  /// Of an image for whose signatures nobody looked.
  public ScanResult(
      ImageSummary image,
      Inventory inventory,
      Inspection inspection,
      Support support,
      SnapshotInfo data,
      Verdict verdict) {
    this(image, inventory, inspection, support, data, verdict, SignatureSearch.NONE);
  }
}
