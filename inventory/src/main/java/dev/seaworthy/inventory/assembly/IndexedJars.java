package dev.seaworthy.inventory.assembly;

import dev.seaworthy.image.Fact;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Nameless;
import dev.seaworthy.inventory.jarindex.JarIndex;
import dev.seaworthy.inventory.jarindex.JarIndex.Coordinates;
import java.util.Optional;

/// Names Java archives by an index of their hashes: those that name themselves by weaker evidence
/// than Maven's own files, and those that don't name themselves at all. It is asked here and not
/// while reading, so that kept facts serve with every index and without one.
final class IndexedJars {

  private static final String METHOD = "SHA-1 index";
  private static final String GROUP_FROM = "java:group-from";

  private final JarIndex index;

  IndexedJars(JarIndex index) {
    this.index = index;
  }

  /// What is found, as well as anybody can name it; none where the fact is of no component or
  /// nobody can.
  Optional<Found> named(Fact fact) {
    if (fact instanceof Found found) {
      return Optional.of(renamed(found));
    }
    return fact instanceof Nameless nameless ? named(nameless) : Optional.empty();
  }

  private Optional<Found> named(Nameless nameless) {
    return index
        .find(nameless.sha1())
        .map(known ->
            new Found(
                coordinates(new ComponentBuilder(nameless.type()), known)
                    .hash("sha1", nameless.sha1())
                    .build(),
                nameless.nestedPath(),
                METHOD));
  }

  private Found renamed(Found found) {
    Component component = found.component();
    String sha1 = component.hashes().getOrDefault("sha1", "");
    if (sha1.isEmpty() || !component.type().equals("maven")) {
      return found;
    }
    return index
        .find(sha1)
        .map(known ->
            new Found(
                coordinates(ComponentBuilder.from(component), known)
                    .withoutProperty(GROUP_FROM)
                    .build(),
                found.nestedPath(),
                METHOD))
        .orElse(found);
  }

  private static ComponentBuilder coordinates(ComponentBuilder builder, Coordinates known) {
    return builder.namespace(known.group()).name(known.artifact()).version(known.version());
  }
}
