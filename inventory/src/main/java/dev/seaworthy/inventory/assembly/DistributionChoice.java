package dev.seaworthy.inventory.assembly;

import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.InventoryFact.DistributionSeen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses what to believe when several files speak of the distribution: the one of the lowest
/// rank, completed by weaker ones of the same distribution where it leaves version or code name
/// open (as Debian's `os-release` does before a release).
final class DistributionChoice {

  private DistributionChoice() {}

  static @Nullable Distribution of(List<VisibleFact> visible) {
    List<DistributionSeen> seen = new ArrayList<>();
    for (VisibleFact fact : visible) {
      if (fact.fact() instanceof DistributionSeen distribution) {
        seen.add(distribution);
      }
    }
    seen.sort(
        Comparator.comparingInt(DistributionSeen::rank)
            .thenComparing(candidate -> candidate.distribution().evidence()));
    if (seen.isEmpty()) {
      return null;
    }
    Distribution best = seen.getFirst().distribution();
    for (DistributionSeen candidate : seen) {
      if (best.versionId().isEmpty() && candidate.distribution().id().equals(best.id())) {
        best = completed(best, candidate.distribution());
      }
    }
    return best;
  }

  private static Distribution completed(Distribution best, Distribution weaker) {
    // An unreleased Debian has no version; its code name must then not be joined with a number.
    String version =
        best.codename().isEmpty() || best.codename().equals(weaker.codename())
            ? weaker.versionId()
            : "";
    return new Distribution(
        best.id(),
        version,
        best.codename().isEmpty() ? weaker.codename() : best.codename(),
        best.prettyName(),
        best.idLike(),
        best.evidence());
  }
}
