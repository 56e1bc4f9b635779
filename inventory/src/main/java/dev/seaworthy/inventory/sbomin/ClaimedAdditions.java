package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.PackageUrl;
import dev.seaworthy.inventory.Relationship;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Adds to an inventory of what was seen what documents claim beyond it, each component marked as
/// claimed. Nothing that was seen is changed or taken away.
public final class ClaimedAdditions {

  /// The property of a component that was not seen and that an attached document claims: what
  /// attached the document.
  public static final String CLAIMED_BY = "seaworthy:claimedBy";

  private static final Set<String> SYSTEM_TYPES =
      Set.of("alpm", "apk", "deb", "ebuild", "opkg", "rpm");

  private final Inventory seen;
  private final AnalyserId reader;
  private final Set<String> known = new HashSet<>();
  private final List<Component> added = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  /// @param reader in the evidence of what is added
  public ClaimedAdditions(Inventory seen, AnalyserId reader) {
    this.seen = seen;
    this.reader = reader;
    seen.components().forEach(component -> known.add(release(component)));
  }

  /// Adds what a document claims and nothing before it did.
  ///
  /// @param by what attached the document, for people
  public void add(SbomDocument document, String by) {
    int left = 0;
    for (Component component : document.inventory().components()) {
      if (!known.add(release(component))) {
        continue;
      }
      if (SYSTEM_TYPES.contains(component.type()) && !isOfSameDistribution(document)) {
        left++;
        continue;
      }
      String method =
          "claimed, not seen: %s %s, attached by %s"
              .formatted(document.origin().formatWords(), document.origin().makerWords(), by);
      TreeSet<Evidence> evidence = new TreeSet<>();
      for (Evidence claimed : component.evidence()) {
        evidence.add(
            new Evidence(
                Location.ofPath(claimed.location().path()), Location.NO_LAYER, reader, method));
      }
      added.add(component.withEvidence(List.copyOf(evidence)).withProperty(CLAIMED_BY, by));
    }
    if (left > 0) {
      gaps.add(
          Gap.of(
              InventoryError.SBOM_OTHER_DISTRIBUTION,
              Location.image(),
              "%s packages that a document attached by %s claims are of another distribution than"
                      .formatted(left, by)
                  + " the image; they were left out"));
    }
    for (Gap gap : document.inventory().gaps()) {
      // Of which distribution the image is, its own files say.
      if (!gap.code().equals(InventoryError.UNKNOWN_DISTRIBUTION.id())) {
        gaps.add(gap);
      }
    }
  }

  /// What was seen and what is claimed.
  ///
  /// @param more gaps of finding and reading the documents
  public Inventory inventory(List<Gap> more) {
    List<Component> all = new ArrayList<>(seen.components());
    all.addAll(added);
    Integer[] order = new Integer[all.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(all::get));
    int[] position = new int[order.length];
    List<Component> components = new ArrayList<>(all.size());
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
      components.add(all.get(order[i]));
    }
    List<Relationship> relationships = new ArrayList<>();
    for (Relationship found : seen.relationships()) {
      relationships.add(
          new Relationship(position[found.from()], found.kind(), position[found.to()]));
    }
    relationships.sort(null);
    TreeSet<Gap> allGaps = new TreeSet<>(seen.gaps());
    allGaps.addAll(gaps);
    allGaps.addAll(more);
    return new Inventory(
        seen.distributionOrNull(), components, relationships, List.copyOf(allGaps));
  }

  private boolean isOfSameDistribution(SbomDocument document) {
    Distribution own = seen.distributionOrNull();
    Distribution claimed = document.inventory().distributionOrNull();
    return own != null && claimed != null && ClaimedDistribution.agree(own, claimed);
  }

  /// One release of one package, whatever its qualifiers.
  private static String release(Component component) {
    PackageUrl purl = PackageUrl.parse(component.purl());
    return PackageUrl.of(purl.type(), purl.namespace(), purl.name(), purl.version()).toString();
  }
}
