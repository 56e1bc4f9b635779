package dev.seaworthy.scan;

import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.jarindex.JarIndex;
import dev.seaworthy.scan.inspect.Inspector;
import dev.seaworthy.scan.signature.SignatureLook;
import java.util.List;

/// Which image to read, and how.
///
/// @param open how the image is got at, with the limits of everything that is read
/// @param resources what reading may use of the machine
/// @param bases images that this one may be built on
/// @param jars names Java archives that say too little of themselves
/// @param cache where the facts of layers are kept from one scan to the next
/// @param inspectors what else looks into the image, in the order in which they are asked; the
///   caller closes them
/// @param withAttachedSboms whether bills of materials that are attached to the image add what they
///   claim
/// @param signatures looks for signatures of the image
public record ScanRequest(
    ImageSource source,
    OpenOptions open,
    WalkResources resources,
    LayerFactsCache cache,
    List<ImageSource> bases,
    JarIndex jars,
    List<Inspector> inspectors,
    boolean withAttachedSboms,
    SignatureLook signatures) {

  public ScanRequest {
    bases = List.copyOf(bases);
    inspectors = List.copyOf(inspectors);
  }

  /// With no image given that it may be built on, no index of Java archives and no attached
  /// documents.
  public ScanRequest(
      ImageSource source, OpenOptions open, WalkResources resources, LayerFactsCache cache) {
    this(
        source,
        open,
        resources,
        cache,
        List.of(),
        JarIndex.NONE,
        List.of(),
        false,
        SignatureLook.NONE);
  }

  /// For which nobody looks for signatures.
  public ScanRequest(
      ImageSource source,
      OpenOptions open,
      WalkResources resources,
      LayerFactsCache cache,
      List<ImageSource> bases,
      JarIndex jars,
      List<Inspector> inspectors,
      boolean withAttachedSboms) {
    this(
        source,
        open,
        resources,
        cache,
        bases,
        jars,
        inspectors,
        withAttachedSboms,
        SignatureLook.NONE);
  }

  /// The same, looking for signatures too.
  public ScanRequest lookingBy(SignatureLook look) {
    return new ScanRequest(
        source, open, resources, cache, bases, jars, inspectors, withAttachedSboms, look);
  }
}
