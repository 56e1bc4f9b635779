package dev.seaworthy.image;

import dev.seaworthy.base.Gap;
import java.util.List;

/// What the walk of a whole image yields.
///
/// @param layers the facts of each layer by its index, lowest first; one that isn't there has no
///   files
/// @param tree what a container would see
/// @param visible the facts of files that a container would see, in path order
/// @param gaps of all layers, each located in its layer, sorted
public record ImageFacts(
    List<LayerFacts> layers, FileTree tree, List<VisibleFact> visible, List<Gap> gaps) {

  public ImageFacts {
    layers = List.copyOf(layers);
    visible = List.copyOf(visible);
    gaps = List.copyOf(gaps);
  }

  /// A fact of a visible file.
  ///
  /// @param layer the layer that the file comes from
  public record VisibleFact(String path, int layer, AnalyserId analyser, Fact fact) {}
}
