package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inventory.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what our own writers put into documents beyond their format
/// ([dev.seaworthy.inventory.sbom.ComponentNotes]).
final class OwnNotes {

  static final String PREFIX = "seaworthy:";

  private static final Set<String> OF_THE_FORM =
      Set.of(
          "architecture",
          "fromBase",
          "introducedBy",
          "introducedIn",
          "layerDiffId",
          "layerIndex",
          "nested",
          "sourceName",
          "sourceVersion");
  private static final Set<String> KEPT_WITH_PREFIX = Set.of("claimedBy", "declaredIn", "ownedBy");
  private static final Pattern EVIDENCE =
      Pattern.compile(
          "layer=(-?[0-9]{1,9}) introducedIn=(-?[0-9]{1,9}) cataloger=([^@ ]{1,80})@([0-9]{1,9})"
              + " method=(.*)",
          Pattern.DOTALL);

  private OwnNotes() {}

  /// The notes that are a component's properties.
  static Map<String, String> properties(Map<String, String> notes) {
    Map<String, String> properties = new TreeMap<>();
    notes.forEach((key, value) -> {
      if (KEPT_WITH_PREFIX.contains(key)) {
        properties.put(PREFIX + key, value);
      } else if (!OF_THE_FORM.contains(key) && !key.startsWith("evidence:")) {
        properties.put(key, value);
      }
    });
    return properties;
  }

  /// One piece of evidence.
  static Optional<Evidence> evidence(String path, String note) {
    Matcher matcher = EVIDENCE.matcher(note);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int layer = Math.max(Integer.parseInt(matcher.group(1)), Location.NO_LAYER);
    return Optional.of(
        new Evidence(
            new Location(path, layer),
            Integer.parseInt(matcher.group(2)),
            new AnalyserId(matcher.group(3), Integer.parseInt(matcher.group(4))),
            matcher.group(5)));
  }

  /// What our own documents say of the image as a whole.
  ///
  /// @param name as the document names its subject
  /// @param manifest the digest that the document gives
  /// @param layers where other tools say more than the notes do
  static ClaimedSubject subject(
      String name, Map<String, String> notes, @Nullable Digest manifest, List<DiffId> layers) {
    List<String> steps = new ArrayList<>();
    boolean hasSteps = false;
    for (int i = 0; i < layers.size(); i++) {
      steps.add(notes.getOrDefault("layer:" + i + ":createdBy", ""));
      hasSteps = hasSteps || !steps.get(i).isEmpty();
    }
    return new ClaimedSubject(
        name,
        notes.getOrDefault("asset", ""),
        manifest,
        Digests.find(notes.getOrDefault("configDigest", ""), ""),
        notes.getOrDefault("platform", ""),
        layers,
        hasSteps ? steps : List.of(),
        lineage(notes));
  }

  private static Lineage lineage(Map<String, String> notes) {
    String words = notes.getOrDefault("base:recognisedBy", "");
    for (Recognition recognition : Recognition.values()) {
      if (recognition.words().equals(words)) {
        String layers = notes.getOrDefault("base:layers", "");
        return new Lineage(
            new BaseImage(
                notes.getOrDefault("base:name", ""),
                Digests.find(notes.getOrDefault("base:digest", ""), ""),
                layers.matches("[0-9]{1,6}") ? Integer.parseInt(layers) : 0,
                recognition),
            List.of());
      }
    }
    return Lineage.UNKNOWN;
  }
}
