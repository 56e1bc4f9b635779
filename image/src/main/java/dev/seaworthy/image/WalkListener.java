package dev.seaworthy.image;

/// Told how a walk gets on; called from several threads.
public interface WalkListener {

  /// Nobody listens.
  WalkListener NONE = new WalkListener() {};

  /// A layer is about to be read.
  ///
  /// @param sizeBytes as stored, or -1 if unknown
  default void layerStarted(int layer, long sizeBytes) {}

  /// So many stored bytes more were read of a layer.
  default void layerRead(int layer, long bytes) {}

  /// A layer is done.
  ///
  /// @param isFromCache whether its facts came from the layer cache
  default void layerDone(int layer, boolean isFromCache) {}
}
