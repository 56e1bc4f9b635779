package dev.seaworthy.inspection.bases;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.InspectionRules;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.bases.AllowedImage.Release;
import dev.seaworthy.inspection.bases.BaseImageSignatures.Answer;
import dev.seaworthy.inspection.dockerfile.Dockerfile;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import dev.seaworthy.inspection.dockerfile.check.UsedImage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds what an image was built on against the list of allowed base images.
public final class LineageChecks {

  private static final int SHOWN_CHARS_MAX = 160;

  private final AllowedBases allowed;
  private final BaseImageSignatures signatures;
  private final LocalDate today;
  private final Map<String, InspectionRule> rules;

  /// @param today decides which releases are still allowed
  public LineageChecks(AllowedBases allowed, BaseImageSignatures signatures, LocalDate today) {
    this.allowed = allowed;
    this.signatures = signatures;
    this.today = today;
    this.rules = InspectionRules.read(LineageChecks.class, "rules.json", Subject.CHECK);
  }

  /// The rules, sorted by id.
  public List<InspectionRule> rules() {
    return rules.values().stream().sorted().toList();
  }

  /// What is to be said of an image's descent.
  ///
  /// @param lineage as it was recognised
  /// @param layers the image's as they were read, lowest first; a release of the list whose layers
  ///   are the lowest of them is its base, whatever labels say
  public List<Observation> check(Lineage lineage, List<DiffId> layers) {
    Optional<BaseImage> base = byLayers(layers).or(lineage::base);
    if (base.isEmpty()) {
      return List.of(observation("unknown", "", "neither layers nor labels tell", Map.of()));
    }
    return check(base.get());
  }

  private Optional<BaseImage> byLayers(List<DiffId> layers) {
    return allowed.given().stream()
        .filter(given ->
            given.diffIds().size() <= layers.size()
                && layers.subList(0, given.diffIds().size()).equals(given.diffIds()))
        .max(Comparator.comparingInt(given -> given.diffIds().size()))
        .map(given ->
            new BaseImage(
                given.name(),
                given.digestOrNull(),
                given.diffIds().size(),
                Recognition.LAYER_PREFIX));
  }

  private List<Observation> check(BaseImage base) {
    String told = told(base);
    Optional<AllowedImage> image =
        allowed.find(base.name(), base.digest()).or(() -> bySigner(base.digest()));
    if (image.isEmpty()) {
      String signers = hasUnknownSigner(base) ? " (who signed it is not known)" : "";
      return List.of(observation("not-allowed", told, told + signers, Map.of()));
    }
    if (!base.recognition().isProven()) {
      return List.of(
          observation("unproven", told, told + ", by " + base.recognition().words(), Map.of()));
    }
    List<Observation> found = new ArrayList<>();
    Optional<Release> own = base.digest().flatMap(image.get()::release);
    own.flatMap(Release::until)
        .filter(today::isAfter)
        .ifPresent(until ->
            found.add(
                observation("expired", told, told + " was allowed until " + until, Map.of())));
    newer(image.get(), own).ifPresent(newest -> found.add(outdated(told, newest)));
    return found;
  }

  private Optional<AllowedImage> bySigner(Optional<Digest> digest) {
    return digest.flatMap(known ->
        allowed.images().stream()
            .filter(image ->
                image.signers().stream()
                    .anyMatch(signer -> signatures.isSignedBy(known, signer) == Answer.YES))
            .findFirst());
  }

  private boolean hasUnknownSigner(BaseImage base) {
    return base.digest()
        .map(digest ->
            allowed.images().stream()
                .flatMap(image -> image.signers().stream())
                .anyMatch(signer -> signatures.isSignedBy(digest, signer) == Answer.NOT_KNOWN))
        .orElse(false);
  }

  /// The newest release, where the image's own is known and older.
  private Optional<Release> newer(AllowedImage image, Optional<Release> own) {
    return own.flatMap(
        release -> image.newest(today).filter(newest -> newest.date().isAfter(release.date())));
  }

  private Observation outdated(String told, Release newest) {
    return observation(
        "outdated",
        told,
        "%s; the newest allowed is %s of %s (%s)"
            .formatted(told, newest.version(), newest.date(), newest.digest()),
        Map.of(
            "newestVersion", newest.version(),
            "newestDate", newest.date().toString(),
            "newestDigest", newest.digest().toString()));
  }

  /// The images in a Dockerfile that the list does not allow.
  public List<Observation> check(Dockerfile file, CheckOptions options) {
    List<Observation> found = new ArrayList<>();
    for (UsedImage used : DockerfileChecks.images(file, options)) {
      if (!used.isKnown() || allowed.find(used.reference(), digest(used.reference())).isEmpty()) {
        String reference = Text.shorten(used.reference(), SHOWN_CHARS_MAX);
        found.add(
            new Observation(
                rule(used.isKnown() ? "not-allowed" : "unknown"),
                Location.ofPath(file.path()),
                used.line(),
                reference,
                "FROM " + reference));
      }
    }
    return found;
  }

  private static Optional<Digest> digest(String reference) {
    int at = reference.indexOf('@');
    try {
      return at < 0 ? Optional.empty() : Optional.of(Digest.parse(reference.substring(at + 1)));
    } catch (dev.seaworthy.base.SeaworthyException _) {
      return Optional.empty();
    }
  }

  private static String told(BaseImage base) {
    String name = base.name().isEmpty() ? "" : Text.shorten(base.name(), SHOWN_CHARS_MAX);
    String digest = base.digest().map(Digest::toString).orElse("");
    return name.isEmpty() || name.contains("@") || digest.isEmpty()
        ? name + (name.isEmpty() ? digest : "")
        : name + "@" + digest;
  }

  private Observation observation(
      String name, String key, String evidence, Map<String, String> details) {
    SortedMap<String, String> sorted = new TreeMap<>(details);
    return new Observation(rule(name), Location.image(), 0, key, evidence, sorted);
  }

  private InspectionRule rule(String name) {
    InspectionRule rule = rules.get("base." + name);
    if (rule == null) {
      throw new IllegalStateException("no rule says what " + name + " is");
    }
    return rule;
  }
}
