package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dependencies that name no place: Python distributions in the same folder of packages, else the
/// only one of that name; Go modules of the same program.
final class NameDependencies implements DependencyResolver {

  private static final Pattern PYTHON_NAME =
      Pattern.compile("\\s*([A-Za-z0-9._-]+).*", Pattern.DOTALL);
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private final Map<String, Set<Integer>> byPlaceAndName = new HashMap<>();
  private final Map<String, Set<Integer>> byName = new HashMap<>();

  NameDependencies(List<Component> components) {
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      if (resolves(component)) {
        String key = key(component);
        byName.computeIfAbsent(key, ignored -> new TreeSet<>()).add(i);
        for (String place : places(component)) {
          byPlaceAndName.computeIfAbsent(place + "\n" + key, ignored -> new TreeSet<>()).add(i);
        }
      }
    }
  }

  @Override
  public boolean resolves(Component component) {
    return component.type().equals("pypi") || component.type().equals("golang");
  }

  @Override
  public Set<Integer> resolve(Component component) {
    Set<Integer> needed = new TreeSet<>();
    for (String dependency : component.depends()) {
      String key = dependencyKey(component.type(), dependency);
      Set<Integer> near = new TreeSet<>();
      for (String place : places(component)) {
        near.addAll(byPlaceAndName.getOrDefault(place + "\n" + key, Set.of()));
      }
      Set<Integer> named = near.isEmpty() ? byName.getOrDefault(key, Set.of()) : near;
      if (named.size() == 1) {
        needed.addAll(named);
      }
    }
    return needed;
  }

  /// Go modules belong to a program, Python distributions to the folder that holds them.
  private static List<String> places(Component component) {
    List<String> places = new ArrayList<>();
    for (Evidence evidence : component.evidence()) {
      String path = evidence.location().path();
      places.add(component.type().equals("golang") ? path : parent(parent(path)));
    }
    return places;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  private static String key(Component component) {
    return component.type().equals("golang")
        ? "golang " + component.qualifiedName() + "@" + component.version()
        : "pypi " + normalised(component.name());
  }

  private static String dependencyKey(String type, String dependency) {
    if (type.equals("golang")) {
      return "golang " + dependency;
    }
    Matcher name = PYTHON_NAME.matcher(dependency);
    boolean isOptional = dependency.contains("extra ==");
    return name.matches() && !isOptional ? "pypi " + normalised(name.group(1)) : "";
  }

  /// PEP 503.
  private static String normalised(String name) {
    return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
