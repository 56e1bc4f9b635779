package dev.seaworthy.inventory.sbom;

import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A name for each component that is unique in its document: the purl, followed by the first place
/// where two components share one (a copy that a package ships and one that lies beside it).
final class References {

  private References() {}

  static List<String> of(List<Component> components) {
    Set<String> taken = new HashSet<>();
    List<String> references = new ArrayList<>(components.size());
    for (Component component : components) {
      String reference = component.purl();
      if (!taken.add(reference)) {
        String place =
            component.evidence().isEmpty() ? "" : component.evidence().getFirst().location().path();
        reference = reference + "#" + place;
        for (int i = 2; !taken.add(reference); i++) {
          reference = component.purl() + "#" + place + "#" + i;
        }
      }
      references.add(reference);
    }
    return references;
  }
}
