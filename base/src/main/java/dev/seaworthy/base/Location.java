package dev.seaworthy.base;

import java.util.Comparator;

/// Where in an image something was seen.
///
/// @param path the path from the image's root, beginning with `/`; a place inside an archive
///   follows `!/`, as in `/app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar`; empty for the image as
///   a whole
/// @param layer the layer's index, 0 for the lowest; [#NO_LAYER] where layers don't apply
public record Location(String path, int layer) implements Comparable<Location> {

  /// The layer index of things that don't lie in a layer, such as the image's config.
  public static final int NO_LAYER = -1;

  private static final Comparator<Location> ORDER =
      Comparator.comparing(Location::path).thenComparingInt(Location::layer);

  public Location {
    if (layer < NO_LAYER) {
      throw new IllegalArgumentException("layer index " + layer);
    }
  }

  /// The image as a whole.
  public static Location image() {
    return new Location("", NO_LAYER);
  }

  /// A layer as a whole.
  public static Location ofLayer(int layer) {
    return new Location("", layer);
  }

  /// A path whose layer is not known yet.
  public static Location ofPath(String path) {
    return new Location(path, NO_LAYER);
  }

  /// The same path in a layer.
  public Location inLayer(int newLayer) {
    return new Location(path, newLayer);
  }

  @Override
  public int compareTo(Location other) {
    return ORDER.compare(this, other);
  }
}
