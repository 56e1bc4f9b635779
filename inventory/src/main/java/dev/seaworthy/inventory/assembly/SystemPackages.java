package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Distribution;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Packages of the operating system, whose purls only the distribution completes.
final class SystemPackages {

  /// Vendors whose purl namespace isn't the `ID` of their `os-release`.
  private static final Map<String, String> NAMESPACES =
      Map.ofEntries(
          Map.entry("amzn", "amazon"),
          Map.entry("fedora-modular", "fedora"),
          Map.entry("mariner", "cbl-mariner"),
          Map.entry("opensuse-leap", "opensuse"),
          Map.entry("opensuse-tumbleweed", "opensuse"),
          Map.entry("rhel", "redhat"),
          Map.entry("sl-micro", "suse"),
          Map.entry("sle-micro", "suse"),
          Map.entry("sled", "suse"),
          Map.entry("sles", "suse"),
          Map.entry("sles_sap", "suse"));

  private SystemPackages() {}

  /// The purl namespace of a distribution's packages.
  static String namespace(Distribution distribution) {
    return NAMESPACES.getOrDefault(distribution.id(), distribution.id());
  }

  /// A system package with namespace and the qualifiers `arch`, `distro` and `upstream`; any other
  /// component as it is.
  static Component complete(Component component, @Nullable Distribution distribution) {
    if (!component.isSystemPackage()) {
      return component;
    }
    ComponentBuilder builder =
        ComponentBuilder.from(component)
            .qualifier("arch", component.architecture())
            .qualifier("upstream", upstream(component));
    if (distribution != null) {
      // Gentoo's packages have their category there: two of one name are not the same.
      if (component.namespace().isEmpty()) {
        builder.namespace(namespace(distribution).toLowerCase(Locale.ROOT));
      }
      builder.qualifier("distro", distribution.purlQualifier());
    }
    return builder.build();
  }

  /// The source package, with its version where it isn't the component's own.
  private static String upstream(Component component) {
    SourcePackage source = component.source();
    if (source == null) {
      return "";
    }
    return source.version().isEmpty() || source.version().equals(component.version())
        ? source.name()
        : source.name() + "@" + source.version();
  }
}
