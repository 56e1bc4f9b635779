package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts what a document names and what can't be made use of: one gap for each kind, however often
/// it comes.
final class Troubles {

  private static final int EXAMPLES_MAX = 5;
  private static final int EXAMPLE_CHARS_MAX = 80;

  /// The kinds, each with what it means for the scan.
  enum Trouble {
    NO_PURL(
        InventoryError.SBOM_NO_PURL,
        "%s listed without a package URL, so nothing can be looked up for it"),
    BAD_PURL(InventoryError.SBOM_BAD_PURL, "%s listed with a package URL that can't be read"),
    NO_VERSION(
        InventoryError.SBOM_NO_VERSION,
        "%s listed without a version, so no range can be held against it"),
    OTHER_DISTRIBUTION(
        InventoryError.SBOM_OTHER_DISTRIBUTION,
        "%s left out: its purl names another distribution than the one looked up"),
    NO_SUCH_REFERENCE(
        InventoryError.SBOM_BAD_REFERENCE, "%s referred to that the document doesn't hold"),
    SAME_REFERENCE(
        InventoryError.SBOM_BAD_REFERENCE,
        "%s given to several components, so what refers to it can't be told apart"),
    TOO_MANY_COMPONENTS(
        InventoryError.TOO_MANY_COMPONENTS, "%s left out beyond the limit sbom-components"),
    TOO_MANY_RELATIONSHIPS(
        InventoryError.SBOM_TOO_MANY_RELATIONSHIPS,
        "%s left out beyond the limit sbom-relationships");

    private final InventoryError code;
    private final String words;

    Trouble(InventoryError code, String words) {
      this.code = code;
      this.words = words;
    }
  }

  private static final class Tally {
    private long count;
    private final List<String> examples = new ArrayList<>();
  }

  private final Location document;
  private final Map<Trouble, Tally> tallies = new EnumMap<>(Trouble.class);

  Troubles(Location document) {
    this.document = document;
  }

  /// @param example what it happened to
  void add(Trouble trouble, String example) {
    Tally tally = tallies.computeIfAbsent(trouble, ignored -> new Tally());
    tally.count++;
    if (tally.examples.size() < EXAMPLES_MAX) {
      tally.examples.add(Text.shorten(example, EXAMPLE_CHARS_MAX));
    }
  }

  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    tallies.forEach((trouble, tally) -> {
      String more = tally.count > tally.examples.size() ? ", …" : "";
      gaps.add(
          Gap.of(
              trouble.code,
              document,
              trouble.words.formatted(Text.grouped(tally.count))
                  + ": "
                  + String.join(", ", tally.examples)
                  + more));
    });
    return gaps;
  }
}
