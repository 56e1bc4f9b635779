package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.FactTeller;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// What the facts of a layer depend on beside its content: the form in which they are kept, the
/// analysers with their versions and data, and the limits that differ from their defaults.
final class CacheKey {

  private final String circumstances;

  CacheKey(List<? extends FactTeller> tellers, Limits limits) {
    StringBuilder text = new StringBuilder();
    text.append("form ").append(FactsReader.FORMAT).append('\n');
    List<? extends FactTeller> sorted =
        tellers.stream().sorted(Comparator.comparing(FactTeller::id)).toList();
    for (FactTeller teller : sorted) {
      text.append("analyser ").append(teller.id()).append('\n');
      if (!teller.dataVersion().isEmpty()) {
        text.append("data ").append(teller.dataVersion()).append('\n');
      }
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
