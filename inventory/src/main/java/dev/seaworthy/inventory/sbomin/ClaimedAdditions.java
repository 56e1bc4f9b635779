package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Claimed;
import dev.seaworthy.inventory.PackageUrl;
import dev.seaworthy.inventory.Relationship;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Adds to an inventory of what was seen what documents claim beyond it, each component marked as
/// claimed. Nothing that was seen is changed or taken away.
public final class ClaimedAdditions {

  /// The property of a component that was not seen and that a document claims: what attached the
  /// document, or where in the image it lies.
  public static final String CLAIMED_BY = "seaworthy:claimedBy";

  /// The property of a Java archive whose group was concluded from what it holds.
  private static final String CONCLUDED_GROUP = "java:group-from";

  private final Inventory seen;
  private @Nullable Set<String> known;
  private final List<Component> added = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  public ClaimedAdditions(Inventory seen) {
    this.seen = seen;
  }

  /// Adds what an attached document claims and nothing before it did.
  ///
  /// @param reader in the evidence of what is added
  /// @param by what attached the document, for people
  public void add(SbomDocument document, AnalyserId reader, String by) {
    int left = 0;
    for (Component component : document.inventory().components()) {
      if (isKnown(component)) {
        continue;
      }
      if (component.isSystemPackage() && !isOfSameDistribution(document)) {
        left++;
        continue;
      }
      known().add(release(component));
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
      noteOthers(Location.image(), "a document attached by " + by, left);
    }
    for (Gap gap : document.inventory().gaps()) {
      // Of which distribution the image is, its own files say.
      if (!gap.code().equals(InventoryError.UNKNOWN_DISTRIBUTION.id())) {
        gaps.add(gap);
      }
    }
  }

  /// Adds what documents inside the image claim and nothing before them did.
  public void addEmbedded(ImageFacts facts, Limits limits) {
    Map<Location, Integer> left = new TreeMap<>();
    long componentsMax = limits.of(Limit.COMPONENTS);
    for (VisibleFact visible : facts.visible()) {
      if (!(visible.fact() instanceof Claimed claimed) || isKnown(claimed.component())) {
        continue;
      }
      Component component = claimed.component();
      Location place = new Location(visible.path() + claimed.nestedPath(), visible.layer());
      if (seen.components().size() + added.size() >= componentsMax) {
        gaps.add(
            Gap.of(
                InventoryError.TOO_MANY_COMPONENTS,
                place,
                "only the first %s components are listed".formatted(componentsMax)));
        break;
      }
      if (component.isSystemPackage() && !isOfSameDistribution(component)) {
        left.merge(place, 1, Integer::sum);
        continue;
      }
      known().add(release(component));
      Evidence evidence =
          new Evidence(place, visible.layer(), visible.analyser(), claimed.method());
      added.add(component.withEvidence(List.of(evidence)).withProperty(CLAIMED_BY, place.path()));
    }
    left.forEach((place, count) -> noteOthers(place, "this document", count));
  }

  private void noteOthers(Location place, String document, int count) {
    gaps.add(
        Gap.of(
            InventoryError.SBOM_OTHER_DISTRIBUTION,
            place,
            "%s packages that %s claims are of another distribution than the image; they were left"
                    .formatted(count, document)
                + " out"));
  }

  /// What was seen and what is claimed.
  ///
  /// @param more gaps of finding and reading the documents
  public Inventory inventory(List<Gap> more) {
    if (added.isEmpty() && gaps.isEmpty() && more.isEmpty()) {
      return seen;
    }
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

  private boolean isOfSameDistribution(Component component) {
    Distribution own = seen.distributionOrNull();
    return own != null
        && ClaimedDistribution.of(PackageUrl.parse(component.purl()))
            .filter(claimed -> ClaimedDistribution.agree(own, claimed))
            .isPresent();
  }

  /// Whether it was seen or added before.
  private boolean isKnown(Component component) {
    return (component.type().equals("maven") && known().contains(withoutNamespace(component)))
        || known().contains(release(component));
  }

  /// The releases that were seen or added. Most images hold no document, so this is made when the
  /// first claim is held against it.
  private Set<String> known() {
    Set<String> releases = known;
    if (releases == null) {
      releases = new HashSet<>();
      for (Component component : seen.components()) {
        releases.add(release(component));
        if (component.properties().containsKey(CONCLUDED_GROUP)) {
          releases.add(withoutNamespace(component));
        }
      }
      known = releases;
    }
    return releases;
  }

  /// One release of one package, whatever its qualifiers. Who made the distribution, documents
  /// write in several ways; an image has only one.
  private static String release(Component component) {
    if (component.isSystemPackage()) {
      return withoutNamespace(component);
    }
    PackageUrl purl = PackageUrl.parse(component.purl());
    return PackageUrl.of(purl.type(), purl.namespace(), purl.name(), purl.version()).toString();
  }

  private static String withoutNamespace(Component component) {
    PackageUrl purl = PackageUrl.parse(component.purl());
    return PackageUrl.of(purl.type(), "", purl.name(), purl.version()).toString();
  }
}
