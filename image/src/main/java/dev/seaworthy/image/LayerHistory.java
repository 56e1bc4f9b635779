package dev.seaworthy.image;

import dev.seaworthy.image.ImageConfig.History;
import java.util.List;

/// Which step of an image's history made which layer. A history is a claim like all of the config,
/// and it is used only where it has exactly one step for each layer: with any other number nobody
/// can tell which step belongs to which.
///
/// @param steps one for each layer, lowest first; empty when the history doesn't fit
/// @param problem why it doesn't fit, for people; empty when it does
public record LayerHistory(List<History> steps, String problem) {

  public LayerHistory {
    steps = List.copyOf(steps);
  }

  /// @param layers how many layers the image has
  public static LayerHistory of(ImageConfig config, int layers) {
    List<History> steps = config.layerHistory();
    if (steps.size() == layers) {
      return new LayerHistory(steps, "");
    }
    return new LayerHistory(
        List.of(),
        config.history().isEmpty()
            ? "the config has no history"
            : "the config's history has %s steps that made a layer, the image has %s layers"
                .formatted(steps.size(), layers));
  }

  /// The command that made a layer, or empty.
  public String createdBy(int layer) {
    return layer >= 0 && layer < steps.size() ? steps.get(layer).createdBy() : "";
  }
}
