package dev.seaworthy.inventory.embedded;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Claimed;
import dev.seaworthy.inventory.PackageUrl;
import dev.seaworthy.inventory.sbomin.SbomDocument;
import dev.seaworthy.inventory.sbomin.SbomReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One bill of materials inside an image. What it lists is claimed, not seen: it only adds to what
/// was seen, by [ClaimedAdditions].
public final class EmbeddedSbom {

  /// Endings that nothing but a bill of materials has.
  private static final List<String> NAMES_OF_ITS_OWN =
      List.of(".cdx.json", ".cdx.xml", ".cyclonedx.json", ".cyclonedx.xml", ".spdx", ".spdx.json");

  /// Endings that one of the forms may have.
  private static final List<String> POSSIBLE_NAMES = List.of(".json", ".spdx", ".xml");

  /// Licence texts by the name that REUSE and package authors give them.
  private static final String LICENCE = "license.spdx";

  private static final int HEAD_BYTES = 64 << 10;

  /// What stands near the beginning of every document that is read.
  private static final List<String> SIGNS =
      List.of(
          "\"CycloneDX\"",
          "cyclonedx.org/schema",
          "spdxVersion",
          "SPDXVersion",
          "spdx.org/rdf",
          "anchore/syft");

  private EmbeddedSbom() {}

  /// Whether a file in a place for such documents may be one, by its name.
  public static boolean mayBe(String fileName) {
    return endsWith(fileName, POSSIBLE_NAMES);
  }

  /// Tells what a document claims. A file that has no name of its own for it and doesn't look like
  /// one is passed over; any other that can't be read is a gap.
  ///
  /// @param fileName without directories
  /// @param nestedPath the place inside the file at hand, or empty
  public static void tellFile(byte[] bytes, String fileName, String nestedPath, FactSink sink) {
    boolean isSurely = endsWith(fileName, NAMES_OF_ITS_OWN);
    boolean isLicence = fileName.toLowerCase(Locale.ROOT).equals(LICENCE);
    if (!isLicence && (isSurely || looksLikeOne(bytes))) {
      tell(bytes, nestedPath, "", sink);
    }
  }

  /// Tells what a document claims.
  ///
  /// @param nestedPath the place inside the file at hand, or empty
  /// @param typeWithoutPurl the package URL type of libraries that name a group and no package URL;
  ///   empty where nothing is known of them
  static void tell(byte[] bytes, String nestedPath, String typeWithoutPurl, FactSink sink) {
    try {
      SbomDocument document =
          SbomReader.read(
              bytes,
              Location.image(),
              "the bill of materials inside the image",
              typeWithoutPurl,
              sink.limits());
      String method =
          "claimed, not seen: %s %s"
              .formatted(document.origin().formatWords(), document.origin().makerWords());
      for (Component component : document.inventory().components()) {
        sink.fact(
            new Claimed(
                ofDistribution(component, document).withEvidence(List.of()), nestedPath, method));
      }
      for (Gap gap : document.inventory().gaps()) {
        tell(gap, nestedPath, sink);
      }
    } catch (SeaworthyException e) {
      sink.gap(InventoryError.EMBEDDED_SBOM_UNREADABLE, nestedPath, String.valueOf(e.getMessage()));
    }
  }

  /// Passes a gap on. Of which distribution the image is, its own files say. What our own documents
  /// tell of other rooms, such as a layer that could not be read, stands there with its own code.
  private static void tell(Gap gap, String nestedPath, FactSink sink) {
    if (gap.code().equals(InventoryError.UNKNOWN_DISTRIBUTION.id())) {
      return;
    }
    for (InventoryError code : InventoryError.values()) {
      if (gap.code().equals(code.id())) {
        sink.gap(code, nestedPath, gap.detail());
        return;
      }
    }
    sink.gap(
        InventoryError.EMBEDDED_SBOM_INCOMPLETE,
        nestedPath,
        "%s at %s: %s".formatted(gap.code(), gap.location(), gap.detail()));
  }

  /// A system package names the distribution that its document names for all.
  private static Component ofDistribution(Component component, SbomDocument document) {
    Distribution distribution = document.inventory().distributionOrNull();
    return distribution != null
            && component.isSystemPackage()
            && !PackageUrl.parse(component.purl()).qualifiers().containsKey("distro")
        ? ComponentBuilder.from(component).qualifier("distro", distribution.purlQualifier()).build()
        : component;
  }

  /// How many bytes of a document are read at most.
  static int bytesMax(FactSink sink) {
    return sink.limits().asInt(Limit.SBOM_BYTES);
  }

  private static boolean looksLikeOne(byte[] bytes) {
    String head =
        new String(
            Arrays.copyOf(bytes, Math.min(bytes.length, HEAD_BYTES)), StandardCharsets.ISO_8859_1);
    return SIGNS.stream().anyMatch(head::contains);
  }

  private static boolean endsWith(String fileName, List<String> endings) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(lower::endsWith);
  }
}
