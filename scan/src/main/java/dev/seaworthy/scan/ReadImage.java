package dev.seaworthy.scan;

import dev.seaworthy.base.Gap;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.util.List;
import java.util.Map;

/// An image that was read to its end: what it was, and what is in it.
///
/// @param labels of its config
/// @param inspection what the inspections saw
/// @param gaps what could not be read before the layers, beyond [Inventory#gaps]
/// @param signatures what came of looking for its signatures
public record ReadImage(
    ImageSource source,
    ImageSummary summary,
    Map<String, String> labels,
    Inventory inventory,
    Inspection inspection,
    List<Gap> gaps,
    SignatureSearch signatures) {
  public ReadImage {
    labels = Map.copyOf(labels);
    gaps = List.copyOf(gaps);
  }

  /// For whose signatures nobody looked.
  public ReadImage(
      ImageSource source,
      ImageSummary summary,
      Map<String, String> labels,
      Inventory inventory,
      Inspection inspection,
      List<Gap> gaps) {
    this(source, summary, labels, inventory, inspection, gaps, SignatureSearch.NONE);
  }

  /// The circumstances with its signatures. What somebody else knows of them stands where nobody
  /// looked.
  Circumstances circumstances(Circumstances known) {
    return signatures.isMade() ? known.signed(signatures) : known;
  }

  /// The same with what came of looking for its signatures.
  ReadImage signed(SignatureSearch search) {
    return new ReadImage(source, summary, labels, inventory, inspection, gaps, search);
  }
}
