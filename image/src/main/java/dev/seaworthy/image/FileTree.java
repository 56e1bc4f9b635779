package dev.seaworthy.image;

import java.util.Optional;
import java.util.function.ObjIntConsumer;

/// The files that a container of the image would see: all layers merged with whiteouts and opaque
/// directories.
public interface FileTree {

  /// How many entries are visible.
  int size();

  /// The visible entry of this normalised path, without following links.
  Optional<FileRecord> find(String path);

  /// The layer that a visible path comes from (the topmost that has it), or -1 if it isn't visible.
  int layerOf(String path);

  /// Where a container sees an entry of a layer: mostly under its own path, but elsewhere where a
  /// directory above it is a symbolic link in a lower layer; none when it is hidden, or no entry.
  ///
  /// @param path as the layer's own table has it
  Optional<String> placeOf(int layer, String path);

  /// The path that this one leads to when symbolic links are followed inside the image, bounded and
  /// without ever leaving the root; none when it leads nowhere or in circles.
  Optional<String> resolve(String path);

  /// All visible entries in path order, each with its layer.
  void forEach(ObjIntConsumer<FileRecord> consumer);
}
