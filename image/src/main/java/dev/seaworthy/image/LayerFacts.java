package dev.seaworthy.image;

import dev.seaworthy.base.Gap;
import java.util.List;

/// All that one layer told: the unit of the layer cache. Holds no layer index, since the same layer
/// may lie at different heights in different images.
///
/// @param diffId the digest of the uncompressed tar as we computed it; for a directory of the empty
///   content
/// @param sizeBytes uncompressed
/// @param files every entry, whiteouts included
/// @param facts sorted by path, then analyser
/// @param gaps what could not be read; their locations have no layer
public record LayerFacts(
    DiffId diffId, long sizeBytes, FileTable files, List<PathFact> facts, List<Gap> gaps) {

  public LayerFacts {
    facts = List.copyOf(facts);
    gaps = List.copyOf(gaps);
  }

  /// A fact with the path of the file that it was learnt from.
  public record PathFact(String path, AnalyserId analyser, Fact fact) {}
}
