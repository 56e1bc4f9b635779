package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.rulebook.Rating;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody asks for, about one finding of one asset. It never changes: every later step names
/// its digest.
///
/// @param id such as `RA-2026-014`; unique among the files of a project
/// @param asset whose finding it is
/// @param name what people call the flaw or rule, such as `CVE-2026-34182`
/// @param components the components as they were, with their versions, as package URLs; sorted.
///   Empty for what an inspection saw
/// @param contents the content on which what an inspection saw rested then, as
///   [InspectionFinding#contents] has it; sorted. Other content ends the relief. Empty for a
///   vulnerability
/// @param fixes the fixed versions that were known then; sorted. A new one ends the relief
/// @param original the rating that was given then
/// @param adjustedOrNull the rating that is asked for; null but for a risk adjustment
/// @param product the vendor's product; empty but for a vendor dependency
/// @param reason why, for people
/// @param justification why a flaw that isn't there isn't, in VEX's words, such as
///   `vulnerable_code_not_in_execute_path`; empty but for a false positive
/// @param evidence the digests of the documents that show it; sorted
/// @param carriesOver whether it also counts for other versions of the same image while the
///   component's version or the content stays
/// @param requester who asks
/// @param expires the last day on which it counts
public record DeviationRequest(
    String id,
    DeviationKind kind,
    AssetClass asset,
    FindingId finding,
    String name,
    List<String> components,
    List<String> contents,
    List<String> fixes,
    Rating original,
    @Nullable Rating adjustedOrNull,
    String product,
    String reason,
    String justification,
    List<Digest> evidence,
    boolean carriesOver,
    String requester,
    LocalDate expires) {

  /// Why something isn't affected (OpenVEX specification v0.2.0, "Status Justifications").
  public static final List<String> JUSTIFICATIONS =
      List.of(
          "component_not_present",
          "vulnerable_code_not_present",
          "vulnerable_code_not_in_execute_path",
          "vulnerable_code_cannot_be_controlled_by_adversary",
          "inline_mitigations_already_exist");

  /// Nobody who approves can answer for later.
  private static final int LAST_YEAR = 2199;

  public DeviationRequest {
    components = components.stream().sorted().distinct().toList();
    contents = contents.stream().sorted().distinct().toList();
    fixes = fixes.stream().sorted().distinct().toList();
    evidence = evidence.stream().sorted().distinct().toList();
    require(id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"), "id must be letters, digits, . _ and -");
    require(!reason.isBlank(), "reason must say why");
    require(!requester.isBlank(), "requester must be named");
    require(
        (kind == DeviationKind.RISK_ADJUSTMENT) == (adjustedOrNull != null),
        "adjusted stands in a risk-adjustment, and only there");
    require(
        adjustedOrNull == null || adjustedOrNull.compareTo(original) > 0,
        "adjusted must be lower than the original rating");
    require(
        adjustedOrNull == null || adjustedOrNull.isAtLeast(Rating.LOW),
        "adjusted must be high, moderate or low; what is no risk at all is a false-positive");
    require(
        expires.getYear() <= LAST_YEAR, "expires must be no later than in the year " + LAST_YEAR);
    require(
        (kind == DeviationKind.VENDOR_DEPENDENCY) != product.isBlank(),
        "product stands in a vendor-dependency, and only there");
    require(
        kind == DeviationKind.FALSE_POSITIVE || justification.isEmpty(),
        "justification stands in a false-positive only");
    require(
        justification.isEmpty() || JUSTIFICATIONS.contains(justification),
        "justification must be one of " + String.join(", ", JUSTIFICATIONS));
  }

  /// What every step signs: the digest of the canonical form.
  public Digest digest() {
    return Digest.sha256(JsonWriter.canonical(toJson()));
  }

  /// The request as a document.
  public JsonObject toJson() {
    JsonBuilder json =
        new JsonBuilder()
            .put("id", id)
            .put("kind", kind.word())
            .put("asset", asset.toJson())
            .put("finding", finding.value())
            .put("name", name)
            .putStrings("components", components);
    if (!contents.isEmpty()) {
      json.putStrings("contents", contents);
    }
    json.putStrings("fixes", fixes).put("original", original.word());
    if (adjustedOrNull != null) {
      json.put("adjusted", adjustedOrNull.word());
    }
    return json.putUnlessEmpty("product", product)
        .put("reason", reason)
        .putUnlessEmpty("justification", justification)
        .putStrings("evidence", evidence.stream().map(Digest::toString).toList())
        .put("carriesOver", carriesOver)
        .put("requester", requester)
        .put("expires", expires.toString())
        .build();
  }

  private static void require(boolean isSo, String problem) {
    if (!isSo) {
      throw new IllegalArgumentException(problem);
    }
  }
}
