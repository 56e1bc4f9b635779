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

  /// The path that this one leads to when symbolic links are followed inside the image, bounded and
  /// without ever leaving the root; none when it leads nowhere or in circles.
  Optional<String> resolve(String path);

  /// All visible entries in path order, each with its layer.
  void forEach(ObjIntConsumer<FileRecord> consumer);
}
