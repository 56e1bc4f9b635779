package dev.seaworthy.verdict;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.Observation;

/// The identity of a finding. It stays the same over scans, rebuilds and new versions of the
/// component, so that first detection and deadlines can belong to it.
///
/// The id is `swf1-` and the first 32 hexadecimal digits of the SHA-256 of a canonical JSON object
/// (RFC 8785) with the members below, all strings; the number in the prefix counts the recipes.
///
/// | kind | members beside `kind`, `boundary` and `asset` |
/// |---|---|
/// | `vulnerability` | `purl`, `path` (of the [ComponentClass]), `flaw` (the earliest id of the alias set) |
/// | `secret`, `malware`, `check` | `rule`, `path` (with every number replaced), `key` (of the [Observation]) |
/// | `gap` | `code`, `path` (with every number replaced) |
/// | `condition` | `condition`, `subject` |
///
/// @param value the whole id
public record FindingId(String value) implements Comparable<FindingId> {

  private static final String PREFIX = "swf1-";
  private static final int DIGITS = 32;

  /// @param earliest the earliest id of the flaw's alias set (see [EarliestId])
  static FindingId ofVulnerability(
      AssetClass asset, ComponentClass component, AdvisoryId earliest) {
    return of(
        asset,
        "vulnerability",
        new JsonBuilder()
            .put("purl", component.purl())
            .put("path", component.path())
            .put("flaw", earliest.value()));
  }

  /// An id that was written down.
  ///
  /// @throws IllegalArgumentException when it is none
  public static FindingId parse(String text) {
    if (!text.matches("swf1-[0-9a-f]{32}")) {
      throw new IllegalArgumentException("finding id " + Text.shorten(text, 60));
    }
    return new FindingId(text);
  }

  static FindingId ofObservation(AssetClass asset, Observation observation) {
    return of(
        asset,
        observation.rule().subject().word(),
        new JsonBuilder()
            .put("rule", observation.rule().id())
            .put("path", ComponentClass.pathClass(observation.location().path(), ""))
            .put("key", observation.key()));
  }

  static FindingId ofGap(AssetClass asset, String code, String path) {
    return of(
        asset,
        "gap",
        new JsonBuilder().put("code", code).put("path", ComponentClass.pathClass(path, "")));
  }

  static FindingId ofCondition(AssetClass asset, Condition condition, String subject) {
    return of(
        asset,
        "condition",
        new JsonBuilder().put("condition", condition.id()).put("subject", subject));
  }

  private static FindingId of(AssetClass asset, String kind, JsonBuilder members) {
    byte[] bytes =
        JsonWriter.canonical(
            members
                .put("kind", kind)
                .put("boundary", asset.boundary())
                .put("asset", asset.name())
                .build());
    return new FindingId(PREFIX + Digest.sha256(bytes).hex().substring(0, DIGITS));
  }

  @Override
  public int compareTo(FindingId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
