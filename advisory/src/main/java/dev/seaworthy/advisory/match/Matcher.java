package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.Relationship;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Holds an inventory against an advisory database: looks every component up by its ecosystem and
/// name, compares versions by the ecosystem's own ordering, and lets the distribution's word decide
/// for what the distribution ships. The same inventory and snapshot give the same matches.
public final class Matcher {

  /// Raised whenever the same inventory and snapshot give other matches; in evidence.
  public static final int VERSION = 1;

  private final AdvisoryDatabase database;
  private final Subscriptions subscriptions;

  /// @param subscriptions the channels that the operator has beside the public ones
  public Matcher(AdvisoryDatabase database, Subscriptions subscriptions) {
    this.database = database;
    this.subscriptions = subscriptions;
  }

  /// The flaws that have to be reported: every component that is affected, or of which nobody can
  /// tell.
  public MatchResult match(Inventory inventory) {
    return match(inventory, false);
  }

  /// Every flaw that any statement speaks of, those that don't affect the component included, with
  /// the reason.
  public MatchResult matchAll(Inventory inventory) {
    return match(inventory, true);
  }

  private MatchResult match(Inventory inventory, boolean isAll) {
    ComponentMatcher components = new ComponentMatcher(database, isAll);
    Targets targets = new Targets(database, inventory.distributionOrNull(), subscriptions);
    Owners owners = new Owners(database, inventory, targets);
    List<Match> matches = new ArrayList<>();
    int lookedUp = 0;
    int ofSameComponent = 0;
    Component before = null;
    for (int i : order(inventory.components())) {
      Component component = inventory.components().get(i);
      List<Target> places = targets.of(component);
      if (!places.isEmpty()) {
        lookedUp++;
        int begin = matches.size();
        matches.addAll(components.matches(component, places, owners.of(i)));
        if (before != null && before.compareTo(component) == 0) {
          // Listed twice: what is said of both is one list.
          matches.subList(ofSameComponent, matches.size()).sort(null);
        } else {
          ofSameComponent = begin;
        }
        before = component;
      }
    }
    return new MatchResult(matches, targets.uncovered(), lookedUp);
  }

  /// The components' places in their order. What is said of one comes in order already, so nothing
  /// has to be sorted in the end.
  private static int[] order(List<Component> components) {
    IntStream places = IntStream.range(0, components.size());
    // Inventories promise to be in order; those that a caller put together may not be.
    boolean isSorted = true;
    for (int i = 1; i < components.size() && isSorted; i++) {
      isSorted = components.get(i - 1).compareTo(components.get(i)) <= 0;
    }
    return isSorted
        ? places.toArray()
        : places.boxed().sorted(Comparator.comparing(components::get)).mapToInt(i -> i).toArray();
  }

  /// Who installed which component, as the inventory says.
  static final class Owners {
    private final AdvisoryDatabase database;
    private final Inventory inventory;
    private final List<String> ecosystems;
    private final Targets targets;
    private final Map<Integer, List<Integer>> ownersOf = new HashMap<>();

    Owners(AdvisoryDatabase database, Inventory inventory, Targets counted) {
      this.database = database;
      this.inventory = inventory;
      this.ecosystems = counted.coveredDistribution();
      // Looks owners up without counting them a second time.
      this.targets = new Targets(database, inventory.distributionOrNull(), Subscriptions.NONE);
      for (Relationship relationship : inventory.relationships()) {
        if (relationship.kind() == Relationship.Kind.OWNS) {
          ownersOf
              .computeIfAbsent(relationship.to(), _ -> new ArrayList<>(1))
              .add(relationship.from());
        }
      }
    }

    Ownership of(int component) {
      List<Target> places = new ArrayList<>();
      for (int owner : ownersOf.getOrDefault(component, List.of())) {
        Component candidate = inventory.components().get(owner);
        if (Ownership.isOperatingSystemPackage(candidate)) {
          places.addAll(targets.of(candidate));
        }
      }
      return Ownership.of(database, places, ecosystems);
    }
  }
}
