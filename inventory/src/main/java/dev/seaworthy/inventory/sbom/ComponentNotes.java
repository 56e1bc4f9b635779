package dev.seaworthy.inventory.sbom;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.lineage.Lineage.LayerOrigin;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What we know of a component and neither document format has a place for, as `seaworthy:*` pairs:
/// properties in CycloneDX, annotations in SPDX.
final class ComponentNotes {

  private static final String PREFIX = "seaworthy:";

  /// A bound name of CPE 2.3 (NISTIR 7695, section 6.2.2), each part plain or quoted.
  private static final Pattern CPE =
      Pattern.compile(
          "cpe:2\\.3:[aho*-](?::(?:[*-]|(?:[A-Za-z0-9._-]|\\\\[\\p{Punct}&&[^_.-]])++)){10}");

  private ComponentNotes() {}

  /// What is told of the image as a whole: its layers with the steps that made them, and what it
  /// was built on.
  static SortedMap<String, String> of(SbomSubject subject) {
    SortedMap<String, String> notes = new TreeMap<>();
    put(notes, "asset", subject.asset());
    Digest config = subject.configDigestOrNull();
    if (config != null) {
      put(notes, "configDigest", config.toString());
    }
    put(notes, "platform", subject.platform());
    for (int i = 0; i < subject.layers().size(); i++) {
      put(notes, "layer:%s:diffId".formatted(i), subject.layers().get(i).toString());
      put(notes, "layer:%s:createdBy".formatted(i), subject.step(i));
    }
    subject
        .lineage()
        .base()
        .ifPresent(base -> {
          put(notes, "base:name", base.name());
          base.digest().ifPresent(digest -> put(notes, "base:digest", digest.toString()));
          put(notes, "base:layers", base.layers() == 0 ? "" : String.valueOf(base.layers()));
          put(notes, "base:recognisedBy", base.recognition().words());
          put(notes, "base:proven", String.valueOf(base.recognition().isProven()));
        });
    return notes;
  }

  static SortedMap<String, String> of(Component component, SbomSubject subject) {
    List<DiffId> layers = subject.layers();
    SortedMap<String, String> notes = new TreeMap<>();
    component
        .properties()
        .forEach((key, value) -> notes.put(key.startsWith(PREFIX) ? key : PREFIX + key, value));
    put(notes, "architecture", component.architecture());
    SourcePackage source = component.source();
    if (source != null) {
      put(notes, "sourceName", source.name());
      put(notes, "sourceVersion", source.version());
    }
    if (!component.evidence().isEmpty()) {
      Evidence first = component.evidence().getFirst();
      int layer = first.location().layer();
      put(notes, "layerIndex", String.valueOf(layer));
      if (layer >= 0 && layer < layers.size()) {
        put(notes, "layerDiffId", layers.get(layer).toString());
      }
      put(notes, "introducedIn", String.valueOf(first.introducedIn()));
      put(notes, "introducedBy", subject.step(first.introducedIn()));
      LayerOrigin fromBase = subject.lineage().fromBase(first.introducedIn());
      put(notes, "fromBase", fromBase == LayerOrigin.UNKNOWN ? "" : fromBase.word());
      put(notes, "nested", String.valueOf(first.isNested()));
    }
    return notes;
  }

  private static void put(SortedMap<String, String> notes, String key, String value) {
    if (!value.isEmpty()) {
      notes.put(PREFIX + key, value);
    }
  }

  /// The component's CPE where it has one in the form that the formats' schemas demand: what a
  /// document claimed may be anything.
  static Optional<String> cpe(Component component) {
    return Optional.ofNullable(component.properties().get("cpe"))
        .filter(cpe -> CPE.matcher(cpe).matches());
  }

  /// One piece of evidence in a line.
  static String of(Evidence evidence) {
    return "layer=%s introducedIn=%s cataloger=%s method=%s"
        .formatted(
            evidence.location().layer(),
            evidence.introducedIn(),
            evidence.cataloger(),
            evidence.method());
  }

  /// The name of a hash algorithm as the formats write it, given our lower-case one; empty when
  /// they don't know it.
  ///
  /// @param separator between the family and the length, as in `SHA-256`
  static String hashName(String algorithm, String separator) {
    return switch (algorithm) {
      case "md5" -> "MD5";
      case "sha1", "sha256", "sha384", "sha512" ->
          "SHA" + separator + algorithm.substring("sha".length());
      default -> "";
    };
  }

  /// Whether a text is the hexadecimal form of a hash, as the schemas demand.
  static boolean isHash(Map.Entry<String, String> hash) {
    int length =
        switch (hash.getKey()) {
          case "md5" -> 32;
          case "sha1" -> 40;
          case "sha256" -> 64;
          case "sha384" -> 96;
          case "sha512" -> 128;
          default -> -1;
        };
    String hex = hash.getValue().toLowerCase(Locale.ROOT);
    return hex.length() == length && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
