package dev.seaworthy.inventory;

import dev.seaworthy.base.Gap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is in an image.
///
/// @param distributionOrNull the distribution, if the image has one that says so
/// @param components sorted, no two with the same purl and first evidence
/// @param relationships sorted
/// @param gaps what could not be read, sorted; an unknown distribution beside a package database is
///   one
public record Inventory(
    @Nullable Distribution distributionOrNull,
    List<Component> components,
    List<Relationship> relationships,
    List<Gap> gaps) {

  public Inventory {
    components = List.copyOf(components);
    relationships = List.copyOf(relationships);
    gaps = List.copyOf(gaps);
  }

  public Optional<Distribution> distribution() {
    return Optional.ofNullable(distributionOrNull);
  }
}
