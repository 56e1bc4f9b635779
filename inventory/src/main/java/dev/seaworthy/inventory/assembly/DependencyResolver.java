package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the components that a component's declared dependencies mean, in one ecosystem's own way.
/// What can't be told for certain isn't resolved.
sealed interface DependencyResolver permits NodeDependencies, NameDependencies, SystemDependencies {

  /// Whether the component's ecosystem is this resolver's.
  boolean resolves(Component component);

  /// Positions of the components that this one needs.
  Set<Integer> resolve(Component component);

  /// One resolver for each way of resolving.
  ///
  /// @param byPlace positions of the components seen at a place
  static List<DependencyResolver> all(
      List<Component> components, Map<String, List<Integer>> byPlace) {
    return List.of(
        new SystemDependencies(components),
        new NodeDependencies(components, byPlace),
        new NameDependencies(components));
  }
}
