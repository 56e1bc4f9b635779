package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import java.util.Optional;

/// Keeps the facts of layers from one scan to the next.
///
/// Facts are found by a diff ID only through a pair (blob digest, diff ID) that this installation
/// verified itself by unpacking the blob; what a config claims never selects facts.
public interface LayerFactsCache {

  /// Keeps nothing.
  LayerFactsCache NONE =
      new LayerFactsCache() {
        @Override
        public Optional<LayerFacts> find(Digest blob, long blobBytes) {
          return Optional.empty();
        }

        @Override
        public void put(Digest blob, long blobBytes, LayerFacts facts) {
          // Nothing is kept.
        }
      };

  /// The facts of the layer that this blob unpacks to, if it was verified before and read by the
  /// same analysers under the same limits.
  ///
  /// @param blobBytes how long the blob is said to be; another length than was verified finds
  ///   nothing
  Optional<LayerFacts> find(Digest blob, long blobBytes);

  /// Keeps the facts of a layer that was just read from end to end with both digests verified.
  /// Failing to keep them is no failure of the scan.
  void put(Digest blob, long blobBytes, LayerFacts facts);

  /// Facts of a layer that broke off or whose reading was disturbed. What keeps facts drops them,
  /// as another reading may do better; what carries the facts of one reading elsewhere takes them.
  default void putUnfinished(Digest blob, long blobBytes, LayerFacts facts) {}

  /// What [#putUnfinished] took; its diff ID is not that of the layer.
  default Optional<LayerFacts> findUnfinished(Digest blob, long blobBytes) {
    return Optional.empty();
  }
}
