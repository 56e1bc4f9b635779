package dev.seaworthy.scan;

import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.walk.WalkResources;
import java.util.List;

/// Which image to read, and how.
///
/// @param open how the image is got at, with the limits of everything that is read
/// @param resources what reading may use of the machine
/// @param bases images that this one may be built on
/// @param cache where the facts of layers are kept from one scan to the next
public record ScanRequest(
    ImageSource source,
    OpenOptions open,
    WalkResources resources,
    LayerFactsCache cache,
    List<ImageSource> bases) {

  public ScanRequest {
    bases = List.copyOf(bases);
  }

  /// With no image given that it may be built on.
  public ScanRequest(
      ImageSource source, OpenOptions open, WalkResources resources, LayerFactsCache cache) {
    this(source, open, resources, cache, List.of());
  }
}
