package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.inventory.PackageUrl;

/// The name of a component as its ecosystem spells it. A purl loses the case of some ecosystems'
/// names (Go's, say), and advisories may not: where the document's own name is the same but for
/// that, it is the better one.
///
/// @param namespace as [dev.seaworthy.inventory.Component#namespace]
/// @param name as [dev.seaworthy.inventory.Component#name]
record NamedBy(String namespace, String name) {

  static NamedBy of(PackageUrl purl, Claim.Names names) {
    NamedBy whole = new NamedBy(names.group(), names.name());
    if (whole.isFor(purl)) {
      return whole;
    }
    int split = names.name().lastIndexOf(purl.type().equals("maven") ? ':' : '/');
    if (names.group().isEmpty() && split > 0) {
      NamedBy parted =
          new NamedBy(names.name().substring(0, split), names.name().substring(split + 1));
      if (parted.isFor(purl)) {
        return parted;
      }
    }
    NamedBy inNamespace = new NamedBy(purl.namespace(), names.name());
    return inNamespace.isFor(purl) ? inNamespace : new NamedBy(purl.namespace(), purl.name());
  }

  private boolean isFor(PackageUrl purl) {
    if (name.isEmpty()) {
      return false;
    }
    PackageUrl own = PackageUrl.of(purl.type(), namespace, name, "");
    return own.namespace().equals(purl.namespace()) && own.name().equals(purl.name());
  }
}
