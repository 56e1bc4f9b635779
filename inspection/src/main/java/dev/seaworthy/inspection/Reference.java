package dev.seaworthy.inspection;

import java.util.Comparator;

/// What a rule answers to in someone else's catalogue.
///
/// @param catalogue such as `CIS Docker`, `DISA CCI`, `SP 800-53`, `SP 800-190` or `MLPS`
/// @param edition the catalogue's version, such as `1.6.0`; empty where ids don't move
/// @param id in that catalogue, such as `4.1`
public record Reference(String catalogue, String edition, String id)
    implements Comparable<Reference> {

  private static final Comparator<Reference> ORDER =
      Comparator.comparing(Reference::catalogue)
          .thenComparing(Reference::edition)
          .thenComparing(Reference::id);

  public Reference {
    if (catalogue.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException("a reference needs a catalogue and an id");
    }
  }

  /// For people, such as `CIS Docker 1.6.0 4.1`.
  public String text() {
    return edition.isEmpty() ? catalogue + " " + id : catalogue + " " + edition + " " + id;
  }

  @Override
  public int compareTo(Reference other) {
    return ORDER.compare(this, other);
  }
}
