package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.DiffId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the facts of a layer depend on beside its content: the form in which they are kept, the
/// analysers with their versions, and the limits that differ from their defaults.
final class CacheKey {

  private final String circumstances;

  CacheKey(List<Analyser> analysers, Limits limits) {
    StringBuilder text = new StringBuilder();
    text.append("form ").append(FactsReader.FORMAT).append('\n');
    List<AnalyserId> ids = analysers.stream().map(Analyser::id).sorted().toList();
    for (AnalyserId id : ids) {
      text.append("analyser ").append(id).append('\n');
    }
    for (Limit limit : Limit.values()) {
      Long changed = limits.changed().get(limit);
      if (changed != null) {
        text.append("limit ").append(limit.key()).append('=').append(changed).append('\n');
      }
    }
    circumstances = text.toString();
  }

  /// The name under which the facts of a layer are kept.
  String of(DiffId diffId) {
    String all = "layer " + diffId + '\n' + circumstances;
    return Digest.sha256(all.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
