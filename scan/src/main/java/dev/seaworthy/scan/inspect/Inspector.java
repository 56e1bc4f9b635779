package dev.seaworthy.scan.inspect;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inventory.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One inspection of a scan. Takes part in the walk with analysers and taps, and is asked once
/// afterwards. Of one scan; the caller closes it.
public interface Inspector extends AutoCloseable {

  /// What it wants of single files.
  List<Analyser> analysers();

  /// What has to see all files.
  List<ContentTap> taps();

  /// What it saw.
  Inspection inspect(Walked image);

  @Override
  void close();

  /// An image after the walk.
  ///
  /// @param referenceOrNull where it was pulled from; null for an archive, a layout or a directory
  /// @param reading how its layers can be read once more
  /// @param facts of a walk with the analysers and taps of all inspectors
  /// @param lineage what it was built on
  /// @param before what the inspectors that were asked earlier saw
  record Walked(
      @Nullable ImageReference referenceOrNull,
      Reading reading,
      ImageConfig config,
      ImageFacts facts,
      Inventory inventory,
      Lineage lineage,
      Inspection before) {}

  /// What it takes to read the layers of an image once more, for an inspector that needs contents
  /// which no fact holds.
  ///
  /// @param image open until the inspector has answered
  record Reading(Image image, Limits limits, WalkResources resources) {}
}
