package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.inventory.Component;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the distribution's word decides for a library that one of its packages installed.
///
/// It does where the distribution is known to follow that package, or speaks of the flaw at all. A
/// package from elsewhere that merely has the distribution's form is not vouched for by anybody, so
/// what it carries is judged by its own ecosystem.
final class Ownership {

  /// A component that nothing owns.
  static final Ownership NONE = new Ownership(null, List.of(), List.of());

  private final @Nullable AdvisoryDatabase database;
  private final List<Target> owners;
  private final List<String> ecosystems;

  private Ownership(
      @Nullable AdvisoryDatabase database, List<Target> owners, List<String> ecosystems) {
    this.database = database;
    this.owners = owners;
    this.ecosystems = ecosystems;
  }

  /// @param owners where the owning package is looked up, one list for each owner
  /// @param ecosystems the distribution's that the snapshot covers
  static Ownership of(AdvisoryDatabase database, List<Target> owners, List<String> ecosystems) {
    return owners.isEmpty() ? NONE : new Ownership(database, owners, ecosystems);
  }

  /// Why the distribution decides, for people; empty when it doesn't.
  String overruling(AdvisoryId best, Collection<AdvisoryId> others) {
    AdvisoryDatabase known = database;
    if (known == null) {
      return "";
    }
    for (Target owner : owners) {
      if (known.statements(owner.ecosystem(), owner.packageName()).next()) {
        return "it belongs to %s %s, and %s speaks for that package"
            .formatted(owner.packageName(), owner.version().text(), owner.ecosystem());
      }
    }
    if (speaksOf(known, best) || others.stream().anyMatch(id -> speaksOf(known, id))) {
      Target owner = owners.getFirst();
      return "it belongs to %s %s, and %s speaks of this flaw"
          .formatted(owner.packageName(), owner.version().text(), owner.ecosystem());
    }
    return "";
  }

  private boolean speaksOf(AdvisoryDatabase known, AdvisoryId id) {
    return known.byId(id).stream().map(Advisory::ecosystem).anyMatch(ecosystems::contains);
  }

  /// Whether a component is a package of an operating system's package manager.
  static boolean isOperatingSystemPackage(Component component) {
    return switch (component.type()) {
      case "deb", "apk", "rpm" -> true;
      default -> false;
    };
  }
}
