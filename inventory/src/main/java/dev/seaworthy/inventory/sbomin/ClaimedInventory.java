package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.sbomin.ClaimedComponents.Edge;
import dev.seaworthy.inventory.sbomin.Troubles.Trouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes an inventory of what a document lists: one component for each purl and owner, as in the
/// inventory of an image.
final class ClaimedInventory {

  private static final int LEFT_OUT = -1;

  private final Location document;
  private final ClaimedComponents claimed;
  private final List<Component> components;

  private ClaimedInventory(Location document, ClaimedComponents claimed) {
    this.document = document;
    this.claimed = claimed;
    this.components = new ArrayList<>(claimed.components());
  }

  /// @param system what the document says of the operating system as a whole
  static Inventory of(Location document, ClaimedComponents claimed, @Nullable Distribution system) {
    return new ClaimedInventory(document, claimed).make(system);
  }

  private Inventory make(@Nullable Distribution system) {
    Distribution distribution = system == null ? byPackages() : system;
    boolean[] isLeftOut = leaveOutOthers(distribution);
    markOwned();
    List<Component> merged = new ArrayList<>();
    int[] positions = merge(isLeftOut, merged);
    List<Gap> gaps = claimed.gaps();
    noteUnknownDistribution(distribution, merged, gaps);
    gaps.sort(null);
    return new Inventory(distribution, merged, relationships(positions, merged), gaps);
  }

  /// The distribution that most packages name.
  private @Nullable Distribution byPackages() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Distribution> named = new HashMap<>();
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).isSystemPackage()) {
        Optional<Distribution> found = ClaimedDistribution.of(claimed.purls().get(i));
        if (found.isPresent()) {
          String key = found.get().purlQualifier();
          counts.merge(key, 1, Integer::sum);
          named.putIfAbsent(key, found.get());
        }
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .map(best -> named.get(best.getKey()))
        .orElse(null);
  }

  /// An inventory has one distribution: held against its advisories, a package of another would get
  /// wrong answers.
  private boolean[] leaveOutOthers(@Nullable Distribution distribution) {
    boolean[] isLeftOut = new boolean[components.size()];
    if (distribution == null) {
      return isLeftOut;
    }
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      String qualifier = claimed.purls().get(i).qualifiers().getOrDefault("distro", "");
      if (!component.isSystemPackage()
          || qualifier.isEmpty()
          || qualifier.equals(distribution.purlQualifier())) {
        continue;
      }
      Optional<Distribution> own = ClaimedDistribution.of(claimed.purls().get(i));
      if (own.isPresent() && !ClaimedDistribution.agree(own.get(), distribution)) {
        isLeftOut[i] = true;
        claimed.troubles().add(Trouble.OTHER_DISTRIBUTION, component.purl());
      }
    }
    return isLeftOut;
  }

  /// Carries ownership from relations to the components, where the merging looks.
  private void markOwned() {
    for (Edge edge : claimed.edges()) {
      Component owner = components.get(edge.from());
      Component owned = components.get(edge.to());
      if (edge.kind() == Kind.OWNS && owner.isSystemPackage() && !owned.isSystemPackage()) {
        String known = owned.properties().getOrDefault(Inventories.OWNED_BY, "");
        if (known.isEmpty() || owner.purl().compareTo(known) < 0) {
          components.set(edge.to(), owned.withProperty(Inventories.OWNED_BY, owner.purl()));
        }
      }
    }
  }

  /// @param merged is filled, sorted
  /// @return the position of each component in it
  private int[] merge(boolean[] isLeftOut, List<Component> merged) {
    Map<String, Integer> groups = new LinkedHashMap<>();
    List<Component> distinct = new ArrayList<>();
    Map<Integer, TreeSet<Evidence>> evidence = new TreeMap<>();
    int[] groupOf = new int[components.size()];
    for (int i = 0; i < groupOf.length; i++) {
      Component component = components.get(i);
      if (isLeftOut[i]) {
        groupOf[i] = LEFT_OUT;
        continue;
      }
      String key =
          component.purl() + "\n" + component.properties().getOrDefault(Inventories.OWNED_BY, "");
      Integer known = groups.putIfAbsent(key, distinct.size());
      if (known == null) {
        groupOf[i] = distinct.size();
        distinct.add(component);
      } else {
        groupOf[i] = known;
        evidence
            .computeIfAbsent(known, group -> new TreeSet<>(distinct.get(group).evidence()))
            .addAll(component.evidence());
      }
    }
    evidence.forEach((group, places) ->
        distinct.set(group, distinct.get(group).withEvidence(List.copyOf(places))));
    Integer[] order = new Integer[distinct.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(distinct::get));
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
      merged.add(distinct.get(order[i]));
    }
    return Arrays.stream(groupOf)
        .map(group -> group == LEFT_OUT ? LEFT_OUT : place[group])
        .toArray();
  }

  private List<Relationship> relationships(int[] positions, List<Component> merged) {
    List<Relationship> found = new ArrayList<>();
    for (Edge edge : claimed.edges()) {
      int from = positions[edge.from()];
      int to = positions[edge.to()];
      if (from != to && from != LEFT_OUT && to != LEFT_OUT && edge.kind() != Kind.OWNS) {
        found.add(new Relationship(from, edge.kind(), to));
      }
    }
    Map<String, Integer> byPurl = new HashMap<>();
    for (int i = 0; i < merged.size(); i++) {
      byPurl.putIfAbsent(merged.get(i).purl(), i);
    }
    for (int i = 0; i < merged.size(); i++) {
      String owner = merged.get(i).properties().getOrDefault(Inventories.OWNED_BY, "");
      Integer position = byPurl.get(owner);
      if (position != null && position != i) {
        found.add(new Relationship(position, Kind.OWNS, i));
      }
    }
    return found.stream().sorted().distinct().toList();
  }

  private void noteUnknownDistribution(
      @Nullable Distribution distribution, List<Component> merged, List<Gap> gaps) {
    if (distribution == null && merged.stream().anyMatch(Component::isSystemPackage)) {
      gaps.add(
          Gap.of(
              InventoryError.UNKNOWN_DISTRIBUTION,
              document,
              "packages of a distribution are listed, but nothing says of which release; no"
                  + " advisory can be applied to them"));
    }
  }
}
