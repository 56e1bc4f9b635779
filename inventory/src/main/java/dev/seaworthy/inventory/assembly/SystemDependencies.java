package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dependencies between packages of the operating system: by name, else by what exactly one package
/// provides, else (rpm alone) by the file that exactly one package owns. Versions aren't compared:
/// the package manager has done so.
final class SystemDependencies implements DependencyResolver {

  /// What follows the name in `libc6:any (>= 2.34) [amd64] <!nocheck>`, which opkg writes likewise.
  private static final Pattern AFTER_DEB_NAME = Pattern.compile("[\\s(:\\[<].*", Pattern.DOTALL);

  /// What follows the name in `busybox>=1.36`, `so:libc.musl-x86_64.so.1=1` and
  /// `libreadline.so=8-64`.
  private static final Pattern AFTER_APK_NAME = Pattern.compile("[<>=~].*", Pattern.DOTALL);

  /// Directories that are links into `/usr` today, so that a file has two names.
  private static final Pattern MERGED = Pattern.compile("/(?:bin|sbin|lib|lib64)/.+");

  private static final String USR = "/usr";

  private final List<Component> components;
  private final Map<String, List<Integer>> byName = new HashMap<>();
  private final Map<String, List<Integer>> byProvided = new HashMap<>();
  private final Map<String, List<Integer>> byFile = new HashMap<>();

  SystemDependencies(List<Component> components) {
    this.components = components;
    Set<String> neededFiles = neededFiles(components);
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      if (resolves(component)) {
        String type = component.type();
        add(byName, type, component.name(), i);
        for (String provided : provided(component)) {
          add(byProvided, type, provided, i);
        }
        if (isRpm(component) && !neededFiles.isEmpty()) {
          for (String file : component.ownedFiles()) {
            if (neededFiles.contains(file)) {
              add(byFile, type, merged(file), i);
            }
          }
        }
      }
    }
  }

  @Override
  public boolean resolves(Component component) {
    return switch (component.type()) {
      case "alpm", "apk", "deb", "opkg", "rpm" -> true;
      default -> false;
    };
  }

  @Override
  public Set<Integer> resolve(Component component) {
    Set<Integer> needed = new TreeSet<>();
    for (String relation : component.depends()) {
      for (String alternative : alternatives(component, relation)) {
        int resolved = resolve(component, nameIn(component.type(), alternative));
        if (resolved >= 0) {
          needed.add(resolved);
          break;
        }
      }
    }
    return needed;
  }

  private static String[] alternatives(Component component, String relation) {
    return component.type().equals("deb") || component.type().equals("opkg")
        ? relation.split("\\|", -1)
        : new String[] {relation};
  }

  private int resolve(Component component, String name) {
    String type = component.type();
    List<Integer> found = sameArchitecture(component, byName.get(type + " " + name));
    if (found.isEmpty()) {
      found = byProvided.getOrDefault(type + " " + name, List.of());
    }
    if (found.isEmpty() && isRpm(component) && name.startsWith("/")) {
      found = byFile.getOrDefault(type + " " + merged(name), List.of());
    }
    return found.size() == 1 ? found.getFirst() : -1;
  }

  private List<Integer> sameArchitecture(Component component, @Nullable List<Integer> named) {
    if (named == null) {
      return List.of();
    }
    return named.size() == 1
        ? named
        : named.stream()
            .filter(i -> components.get(i).architecture().equals(component.architecture()))
            .toList();
  }

  private static boolean isRpm(Component component) {
    return component.type().equals("rpm");
  }

  /// The files that some package needs by their path, by every name that a package may own them by.
  private static Set<String> neededFiles(List<Component> components) {
    Set<String> files = new HashSet<>();
    for (Component component : components) {
      if (isRpm(component)) {
        for (String needed : component.depends()) {
          if (needed.startsWith("/")) {
            String file = merged(needed);
            files.add(file);
            files.add(needed);
            if (file.startsWith(USR)) {
              files.add(file.substring(USR.length()));
            }
          }
        }
      }
    }
    return files;
  }

  /// The file's name below `/usr` where its directory has been merged there.
  private static String merged(String file) {
    return MERGED.matcher(file).matches() ? USR + file : file;
  }

  private static List<String> provided(Component component) {
    String provides = component.properties().getOrDefault(Relationships.PROVIDES, "");
    String type = component.type();
    boolean byComma = type.equals("deb") || type.equals("opkg");
    Set<String> names = new TreeSet<>();
    for (String item : provides.split(byComma ? "," : " ", -1)) {
      String name = nameIn(type, item);
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return new ArrayList<>(names);
  }

  /// The capability alone; rpm's are whole as they are, as `libc.so.6(GLIBC_2.34)(64bit)`.
  private static String nameIn(String type, String relation) {
    String text = relation.strip();
    return switch (type) {
      case "deb", "opkg" -> AFTER_DEB_NAME.matcher(text).replaceFirst("");
      case "alpm", "apk" -> AFTER_APK_NAME.matcher(text).replaceFirst("");
      default -> text;
    };
  }

  private static void add(Map<String, List<Integer>> index, String type, String name, int i) {
    List<Integer> positions =
        index.computeIfAbsent(type + " " + name, ignored -> new ArrayList<>(1));
    if (positions.isEmpty() || positions.getLast() != i) {
      positions.add(i);
    }
  }
}
