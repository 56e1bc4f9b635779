package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds how components relate: which package installed the file of which component, which archive
/// holds which, and which needs which.
final class Relationships {

  /// A property that catalogers set for the resolution of dependencies and that isn't kept.
  static final String PROVIDES = "provides";

  private static final String NESTED = "!/";

  private Relationships() {}

  /// Sorted; positions are those in the list.
  static List<Relationship> of(List<Component> components) {
    Set<Relationship> found = new TreeSet<>();
    Map<String, Integer> byPurl = new HashMap<>();
    Map<String, List<Integer>> byPlace = new HashMap<>();
    for (int i = 0; i < components.size(); i++) {
      byPurl.putIfAbsent(components.get(i).purl(), i);
      for (Evidence evidence : components.get(i).evidence()) {
        byPlace.computeIfAbsent(evidence.location().path(), ignored -> new ArrayList<>(1)).add(i);
      }
    }
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      Integer owner = byPurl.get(component.properties().getOrDefault(Inventories.OWNED_BY, ""));
      if (owner != null) {
        found.add(new Relationship(owner, Kind.OWNS, i));
      }
      for (Evidence evidence : component.evidence()) {
        for (int holder : holders(evidence.location().path(), byPlace)) {
          if (holder != i) {
            found.add(new Relationship(holder, Kind.CONTAINS, i));
          }
        }
      }
    }
    for (DependencyResolver resolver : DependencyResolver.all(components, byPlace)) {
      for (int i = 0; i < components.size(); i++) {
        if (resolver.resolves(components.get(i))) {
          for (int needed : resolver.resolve(components.get(i))) {
            if (needed != i) {
              found.add(new Relationship(i, Kind.DEPENDS_ON, needed));
            }
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /// The components of the nearest archive around a place inside archives.
  private static List<Integer> holders(String place, Map<String, List<Integer>> byPlace) {
    int nested = place.lastIndexOf(NESTED);
    while (nested > 0) {
      List<Integer> holders = byPlace.get(place.substring(0, nested));
      if (holders != null) {
        return holders;
      }
      nested = place.lastIndexOf(NESTED, nested - 1);
    }
    return List.of();
  }
}
