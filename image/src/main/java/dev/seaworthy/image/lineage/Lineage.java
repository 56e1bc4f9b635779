package dev.seaworthy.image.lineage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of an image's descent.
///
/// @param baseOrNull the image that it was built on; null when nothing tells
/// @param notBuiltOn the images that were given and that it is not built on, with the reason, for
///   people
public record Lineage(@Nullable BaseImage baseOrNull, List<String> notBuiltOn) {

  /// Nothing tells.
  public static final Lineage UNKNOWN = new Lineage(null, List.of());

  public Lineage {
    notBuiltOn = List.copyOf(notBuiltOn);
  }

  /// Whether a layer comes from the base image.
  public enum LayerOrigin {
    YES,
    NO,
    /// No base image is known, or not which layers are its.
    UNKNOWN;

    /// The word in reports.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Optional<BaseImage> base() {
    return Optional.ofNullable(baseOrNull);
  }

  /// Whether a layer comes from the base image.
  ///
  /// @param layer 0 for the lowest; negative where there are no layers
  public LayerOrigin fromBase(int layer) {
    BaseImage base = baseOrNull;
    if (base == null || base.layers() == 0 || layer < 0) {
      return LayerOrigin.UNKNOWN;
    }
    return layer < base.layers() ? LayerOrigin.YES : LayerOrigin.NO;
  }
}
