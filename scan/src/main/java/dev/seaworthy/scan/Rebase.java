package dev.seaworthy.scan;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.Lineage.LayerOrigin;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.verdict.ComponentClass;
import dev.seaworthy.verdict.VulnerabilityFinding;
import dev.seaworthy.verdict.VulnerabilityFinding.FlawedComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What it would do to an image's vulnerabilities to build it on another base image: a forecast
/// from two scans, made by the same data and policy. The steps above the base are taken to do the
/// same again, so that what they installed stays as it is.
public sealed interface Rebase {

  /// A forecast.
  ///
  /// @param from what the image was built on
  /// @param removed findings that come with the base and that the new base doesn't have
  /// @param kept findings that stay: those that the image's own layers brought, and those that the
  ///   new base has too
  /// @param added findings of the new base that the image doesn't have
  record Forecast(
      BaseImage from,
      List<VulnerabilityFinding> removed,
      List<Kept> kept,
      List<VulnerabilityFinding> added)
      implements Rebase {
    public Forecast {
      removed = List.copyOf(removed);
      kept = List.copyOf(kept);
      added = List.copyOf(added);
    }
  }

  /// A finding that stays.
  record Kept(VulnerabilityFinding finding, Why why) {}

  /// Why a finding stays.
  enum Why {
    /// The image's own layers brought it.
    OWN,
    /// The new base image has it too.
    IN_NEW_BASE,
    /// Some of its components come with the base image, others with the image's own layers.
    PARTLY_OWN
  }

  /// Nothing can be said.
  ///
  /// @param reason for people
  record Unknown(String reason) implements Rebase {}

  /// Compares an image with the base that it might be built on.
  ///
  /// @param image with its base recognised by its layers
  /// @param newBase the scan of the other base image
  static Rebase of(ScanResult image, ScanResult newBase) {
    BaseImage from = image.image().lineage().base().orElse(null);
    if (from == null) {
      return new Unknown("nothing tells what the image was built on");
    }
    if (from.layers() == 0) {
      return new Unknown("which of its layers come from the base image is not known");
    }
    Map<Key, Set<AdvisoryId>> inNewBase = new HashMap<>();
    List<VulnerabilityFinding> ofNewBase = vulnerabilities(newBase);
    ofNewBase.forEach(finding ->
        inNewBase.computeIfAbsent(key(finding), _ -> new HashSet<>()).addAll(ids(finding)));
    List<VulnerabilityFinding> removed = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    Map<Key, Set<AdvisoryId>> inImage = new HashMap<>();
    for (VulnerabilityFinding finding : vulnerabilities(image)) {
      inImage.computeIfAbsent(key(finding), _ -> new HashSet<>()).addAll(ids(finding));
      Set<LayerOrigin> origins = origins(finding, image);
      if (!origins.contains(LayerOrigin.YES)) {
        kept.add(new Kept(finding, Why.OWN));
      } else if (isIn(inNewBase, finding)) {
        kept.add(new Kept(finding, Why.IN_NEW_BASE));
      } else if (origins.size() > 1) {
        kept.add(new Kept(finding, Why.PARTLY_OWN));
      } else {
        removed.add(finding);
      }
    }
    return new Forecast(
        from,
        removed,
        kept,
        ofNewBase.stream().filter(finding -> !isIn(inImage, finding)).toList());
  }

  /// By what findings of two images are the same: what is flawed, wherever it lies. Paths differ
  /// between bases.
  private static Key key(VulnerabilityFinding finding) {
    return new Key(finding.componentClass().purl(), isSystem(finding));
  }

  private static boolean isSystem(VulnerabilityFinding finding) {
    return finding.componentClass().path().equals(ComponentClass.SYSTEM);
  }

  /// A component class without its place.
  record Key(String purl, boolean isSystem) {}

  private static Set<AdvisoryId> ids(VulnerabilityFinding finding) {
    Set<AdvisoryId> ids = new HashSet<>(finding.aliases());
    ids.add(finding.flaw());
    return ids;
  }

  private static boolean isIn(Map<Key, Set<AdvisoryId>> known, VulnerabilityFinding finding) {
    Set<AdvisoryId> there = known.getOrDefault(key(finding), Set.of());
    return ids(finding).stream().anyMatch(there::contains);
  }

  private static List<VulnerabilityFinding> vulnerabilities(ScanResult result) {
    return result
        .verdict()
        .findings()
        .filter(VulnerabilityFinding.class::isInstance)
        .map(VulnerabilityFinding.class::cast)
        .toList();
  }

  /// Where its components come from. One of which that can't be told counts as the image's own: a
  /// rebase must not promise too much.
  private static Set<LayerOrigin> origins(VulnerabilityFinding finding, ScanResult image) {
    Set<LayerOrigin> origins = EnumSet.noneOf(LayerOrigin.class);
    for (FlawedComponent flawed : finding.components()) {
      Component component = flawed.component();
      for (Evidence evidence : component.evidence()) {
        origins.add(image.image().lineage().fromBase(evidence.introducedIn()));
      }
    }
    return origins;
  }
}
