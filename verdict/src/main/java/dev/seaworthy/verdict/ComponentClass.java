package dev.seaworthy.verdict;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What stays the same of a component when its version moves: the unit that a finding is about.
///
/// Packages of an operating system belong to the source package that they were built from, because
/// that is what distributions speak of and fix; where their database lies doesn't tell them apart.
/// Everything else is told apart by where it lies.
///
/// @param purl type, namespace and name, without version, qualifiers and subpath
/// @param path [#SYSTEM], or the path with its version and every number in it replaced
public record ComponentClass(String purl, String path) implements Comparable<ComponentClass> {

  /// The path class of everything that a system's package manager installed.
  public static final String SYSTEM = "system";

  private static final char NUMBER = '#';

  /// The classes of a component, each with the part of its evidence that lies in it: one for a
  /// package of the system, else one for every place where it lies.
  static Map<ComponentClass, Component> of(Component component) {
    String purl = withoutVersion(component.purl());
    if (isSystemPackage(component)) {
      SourcePackage source = component.source();
      String sourcePurl = source == null ? purl : withName(purl, source.name());
      return Map.of(new ComponentClass(sourcePurl, SYSTEM), component);
    }
    Map<ComponentClass, List<Evidence>> places = new TreeMap<>();
    for (Evidence evidence : component.evidence()) {
      String path = pathClass(evidence.location().path(), component.version());
      places
          .computeIfAbsent(new ComponentClass(purl, path), key -> new ArrayList<>())
          .add(evidence);
    }
    Map<ComponentClass, Component> classes = new TreeMap<>();
    places.forEach((key, evidence) -> classes.put(key, component.withEvidence(evidence)));
    return classes;
  }

  /// Whether the component was installed by a system's package manager.
  static boolean isSystemPackage(Component component) {
    return component.isSystemPackage();
  }

  /// In a canonical purl the first bare `@` begins the version: those in names are encoded.
  private static String withoutVersion(String purl) {
    int end = purl.length();
    for (char mark : new char[] {'@', '?', '#'}) {
      int at = purl.indexOf(mark);
      if (at >= 0) {
        end = Math.min(end, at);
      }
    }
    return purl.substring(0, end);
  }

  private static String withName(String purl, String name) {
    StringBuilder out = new StringBuilder(purl.substring(0, purl.lastIndexOf('/') + 1));
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80
          && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '~')) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  /// Replaces the version, then every run of digits, and joins runs that only `.`, `-`, `_` or `+`
  /// part: `/app/lib/log4j-core-2.14.1.jar` becomes `/app/lib/log#j-core-#.jar`.
  static String pathClass(String path, @Nullable String version) {
    String text =
        version == null || version.isEmpty() ? path : path.replace(version, String.valueOf(NUMBER));
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != NUMBER) {
        out.append(c);
        continue;
      }
      int length = out.length();
      boolean joins =
          length >= 2
              && out.charAt(length - 2) == NUMBER
              && ".-_+".indexOf(out.charAt(length - 1)) >= 0;
      if (joins) {
        out.setLength(length - 1);
      } else if (length == 0 || out.charAt(length - 1) != NUMBER) {
        out.append(NUMBER);
      }
    }
    return out.toString();
  }

  @Override
  public int compareTo(ComponentClass other) {
    int byPurl = purl.compareTo(other.purl);
    return byPurl != 0 ? byPurl : path.compareTo(other.path);
  }
}
