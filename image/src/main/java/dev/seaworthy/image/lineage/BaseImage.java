package dev.seaworthy.image.lineage;

import dev.seaworthy.base.Digest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The image that another was built on.
///
/// @param name as it was given or as a label claims it, or empty
/// @param digestOrNull of its manifest, where it is known or claimed
/// @param layers how many of the lowest layers are its; 0 where it can't be told
/// @param recognition how it was recognised
public record BaseImage(
    String name, @Nullable Digest digestOrNull, int layers, Recognition recognition) {

  /// How a base image is recognised, the surest first.
  public enum Recognition {
    /// The layers of an image that was given are the lowest of this one.
    LAYER_PREFIX("layer prefix", true),
    /// A label names the base image's topmost layer, and this image has that layer.
    LABEL_TOP_LAYER("label with its topmost layer", false),
    /// A label or annotation names it with its digest.
    LABEL_DIGEST("label with its digest", false),
    /// A label or annotation names it.
    LABEL_NAME("label", false);

    private final String words;
    private final boolean isProven;

    Recognition(String words, boolean isProven) {
      this.words = words;
      this.isProven = isProven;
    }

    /// For people and reports.
    public String words() {
      return words;
    }

    /// Whether the layers prove it; whoever builds an image writes its labels as they like.
    public boolean isProven() {
      return isProven;
    }
  }

  public Optional<Digest> digest() {
    return Optional.ofNullable(digestOrNull);
  }
}
