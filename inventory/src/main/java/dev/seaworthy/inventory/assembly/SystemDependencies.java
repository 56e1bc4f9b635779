package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Dependencies between packages of the operating system: by name, else by what exactly one package
/// provides. Versions aren't compared: the package manager has done so.
final class SystemDependencies implements DependencyResolver {

  /// What follows the name in `libc6:any (>= 2.34) [amd64] <!nocheck>` and `busybox>=1.36`.
  private static final Pattern AFTER_DEB_NAME = Pattern.compile("[\\s(:\\[<].*", Pattern.DOTALL);

  private static final Pattern AFTER_APK_NAME = Pattern.compile("[<>=~].*", Pattern.DOTALL);

  private final List<Component> components;
  private final Map<String, List<Integer>> byName = new HashMap<>();
  private final Map<String, List<Integer>> byProvided = new HashMap<>();

  SystemDependencies(List<Component> components) {
    this.components = components;
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      if (resolves(component)) {
        String type = component.type();
        add(byName, type, component.name(), i);
        for (String provided : provided(component)) {
          add(byProvided, type, provided, i);
        }
      }
    }
  }

  @Override
  public boolean resolves(Component component) {
    return component.type().equals("deb") || component.type().equals("apk");
  }

  @Override
  public Set<Integer> resolve(Component component) {
    Set<Integer> needed = new TreeSet<>();
    for (String relation : component.depends()) {
      for (String alternative : relation.split("\\|", -1)) {
        int resolved = resolve(component, nameIn(component.type(), alternative));
        if (resolved >= 0) {
          needed.add(resolved);
          break;
        }
      }
    }
    return needed;
  }

  private int resolve(Component component, String name) {
    List<Integer> named = byName.getOrDefault(component.type() + " " + name, List.of());
    if (named.size() > 1) {
      named =
          named.stream()
              .filter(i -> components.get(i).architecture().equals(component.architecture()))
              .toList();
    }
    if (named.isEmpty()) {
      named = byProvided.getOrDefault(component.type() + " " + name, List.of());
    }
    return named.size() == 1 ? named.getFirst() : -1;
  }

  private static List<String> provided(Component component) {
    String provides = component.properties().getOrDefault(Relationships.PROVIDES, "");
    List<String> names = new ArrayList<>();
    for (String item : provides.split(component.type().equals("deb") ? "," : " ", -1)) {
      String name = nameIn(component.type(), item);
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static String nameIn(String type, String relation) {
    String text = relation.strip();
    return type.equals("deb")
        ? AFTER_DEB_NAME.matcher(text).replaceFirst("")
        : AFTER_APK_NAME.matcher(text).replaceFirst("");
  }

  private static void add(Map<String, List<Integer>> index, String type, String name, int i) {
    index.computeIfAbsent(type + " " + name, ignored -> new ArrayList<>(1)).add(i);
  }
}
