package dev.seaworthy.testkit.image;

import java.util.List;

/// An image that was made, with everything that its documents claim.
///
/// @param manifest the manifest's descriptor
/// @param config the config's descriptor
/// @param layers from the lowest
public record MadeImage(Descriptor manifest, Descriptor config, List<MadeLayer> layers) {
  public MadeImage {
    layers = List.copyOf(layers);
  }
}
