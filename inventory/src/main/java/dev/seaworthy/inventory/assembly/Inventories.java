package dev.seaworthy.inventory.assembly;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.jarindex.JarIndex;
import dev.seaworthy.inventory.nix.NixStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins what the catalogers told of single files to the inventory of an image.
///
/// - The distribution completes the purls of its packages.
/// - A file that an operating-system package installed belongs to that package: what was found in
///   it carries the property [#OWNED_BY], so that the distribution's verdict can win for it.
/// - The same purl found at several places is one component with several pieces of evidence, unless
///   the places belong to different owners: a copy that a package ships is fixed by other means
///   than one that was installed beside it.
public final class Inventories {

  /// The property that names the purl of the operating-system package whose file a component was
  /// found in.
  public static final String OWNED_BY = "seaworthy:ownedBy";

  private Inventories() {}

  /// The inventory of what a container of the image would see.
  ///
  /// @param facts of every layer, lowest first, with the merged tree
  public static Inventory assemble(ImageFacts facts, Limits limits) {
    return assemble(facts, limits, JarIndex.NONE);
  }

  /// The inventory of what a container of the image would see.
  ///
  /// @param facts of every layer, lowest first, with the merged tree
  /// @param jars names Java archives that say too little of themselves
  public static Inventory assemble(ImageFacts facts, Limits limits, JarIndex jars) {
    List<Gap> gaps = new ArrayList<>(facts.gaps());
    @Nullable Distribution distribution = DistributionChoice.of(facts.visible());
    List<Sighting> sightings = sightings(facts, distribution, limits, new IndexedJars(jars), gaps);
    noteUnknownDistribution(distribution, sightings, gaps);
    List<Sighting> owned = new Ownership(facts.tree()).mark(sightings);
    List<Component> components = Deduplication.of(owned);
    List<Relationship> relationships = Relationships.of(components);
    components = components.stream().map(Inventories::withoutWorkingProperties).toList();
    Collections.sort(gaps);
    return new Inventory(distribution, components, relationships, gaps);
  }

  private static List<Sighting> sightings(
      ImageFacts facts,
      @Nullable Distribution distribution,
      Limits limits,
      IndexedJars jars,
      List<Gap> gaps) {
    PackageFiles packageFiles = PackageFiles.of(facts);
    Introductions introductions = new Introductions(facts.layers());
    long componentsMax = limits.of(Limit.COMPONENTS);
    List<Sighting> sightings = new ArrayList<>();
    for (VisibleFact visible : told(facts)) {
      Found found = jars.named(visible.fact()).orElse(null);
      if (found == null) {
        continue;
      }
      if (sightings.size() >= componentsMax) {
        gaps.add(
            Gap.of(
                InventoryError.TOO_MANY_COMPONENTS,
                new Location(visible.path(), visible.layer()),
                "only the first %s components are listed".formatted(componentsMax)));
        break;
      }
      Location location = new Location(visible.path() + found.nestedPath(), visible.layer());
      Evidence evidence =
          new Evidence(
              location,
              introductions.of(visible.path(), visible.layer(), visible.fact(), found),
              visible.analyser(),
              found.method());
      Sighting sighting = new Sighting(found.component(), visible.path(), evidence);
      sightings.add(
          sighting.isNoteInFile()
              ? sighting
              : sighting.withComponent(
                  SystemPackages.complete(
                      packageFiles.join(found.component(), visible.path()), distribution)));
    }
    return sightings;
  }

  private static List<VisibleFact> told(ImageFacts facts) {
    List<VisibleFact> store = NixStore.of(facts);
    if (store.isEmpty()) {
      return facts.visible();
    }
    List<VisibleFact> told = new ArrayList<>(facts.visible());
    told.addAll(store);
    return told;
  }

  private static void noteUnknownDistribution(
      @Nullable Distribution distribution, List<Sighting> sightings, List<Gap> gaps) {
    if (distribution != null) {
      return;
    }
    for (Sighting sighting : sightings) {
      if (sighting.isSystemPackage()) {
        gaps.add(
            Gap.of(
                InventoryError.UNKNOWN_DISTRIBUTION,
                new Location(sighting.path(), sighting.evidence().location().layer()),
                "packages are installed here, but no os-release or similar file says of which"
                    + " distribution; no advisory can be applied to them"));
        return;
      }
    }
  }

  private static Component withoutWorkingProperties(Component component) {
    return component.properties().containsKey(Relationships.PROVIDES)
        ? dev.seaworthy.inventory.ComponentBuilder.from(component)
            .withoutProperty(Relationships.PROVIDES)
            .build(component.evidence())
        : component;
  }
}
