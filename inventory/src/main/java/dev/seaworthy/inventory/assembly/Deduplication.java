package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes one component of all sightings of the same purl with the same owner.
final class Deduplication {

  private Deduplication() {}

  /// The components, sorted.
  static List<Component> of(List<Sighting> sightings) {
    Map<String, List<Sighting>> groups = new TreeMap<>();
    for (Sighting sighting : sightings) {
      Component component = sighting.component();
      String owner = component.properties().getOrDefault(Inventories.OWNED_BY, "");
      groups
          .computeIfAbsent(component.purl() + "\n" + owner, ignored -> new ArrayList<>())
          .add(sighting);
    }
    List<Component> components = new ArrayList<>(groups.size());
    for (List<Sighting> group : groups.values()) {
      components.add(merged(group));
    }
    components.sort(null);
    return components;
  }

  private static Component merged(List<Sighting> group) {
    if (group.size() == 1) {
      Sighting only = group.getFirst();
      return only.component().withEvidence(List.of(only.evidence()));
    }
    group.sort(java.util.Comparator.comparing(Sighting::evidence));
    Component first = group.getFirst().component();
    ComponentBuilder builder = ComponentBuilder.from(first);
    Set<Evidence> evidence = new LinkedHashSet<>();
    Set<String> depends = new LinkedHashSet<>();
    for (Sighting sighting : group) {
      Component component = sighting.component();
      evidence.add(sighting.evidence());
      depends.addAll(component.depends());
      builder.ownedFiles(component.ownedFiles());
      component
          .properties()
          .forEach((key, value) -> {
            if (!first.properties().containsKey(key)) {
              builder.property(key, value);
            }
          });
      if (first.licences().isEmpty()) {
        builder.licences(component.licences());
      }
      if (first.hashes().isEmpty()) {
        component.hashes().forEach(builder::hash);
      }
    }
    return builder.onlyDepends(depends).build(List.copyOf(evidence));
  }
}
