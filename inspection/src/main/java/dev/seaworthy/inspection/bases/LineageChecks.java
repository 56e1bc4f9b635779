package dev.seaworthy.inspection.bases;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.InspectionRules;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.bases.AllowedImage.Release;
import dev.seaworthy.inspection.bases.BaseImageSignatures.Signers;
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
    Optional<AllowedImage> known = allowed.find(base.name(), base.digest());
    if (known.isPresent()) {
      return check(base, known.get());
    }
    if (allowed.images().stream().allMatch(image -> image.signers().isEmpty())) {
      return List.of(observation("not-allowed", told, told, Map.of()));
    }
    Signers signers = signatures.of(base);
    Optional<AllowedImage> signed =
        allowed.images().stream().filter(image -> image.isSigned(signers.names())).findFirst();
    if (signed.isPresent()) {
      return check(base, signed.get());
    }
    return List.of(
        signers.problem().isEmpty()
            ? observation("not-allowed", told, told + "; " + signers.found(), Map.of())
            : observation("signer-unknown", told, told + ": " + signers.problem(), Map.of()));
  }

  private List<Observation> check(BaseImage base, AllowedImage image) {
    String told = told(base);
    if (!base.recognition().isProven()) {
      return List.of(
          observation("unproven", told, told + ", by " + base.recognition().words(), Map.of()));
    }
    return aged(image, base.digest().flatMap(image::release), told);
  }

  /// What is to be said of an allowed image for its age.
  ///
  /// @param own its release, where it is one that the list knows
  private List<Observation> aged(AllowedImage image, Optional<Release> own, String told) {
    List<Observation> found = new ArrayList<>();
    own.flatMap(Release::until)
        .filter(today::isAfter)
        .ifPresent(until ->
            found.add(
                observation("expired", told, told + " was allowed until " + until, Map.of())));
    newer(image, own).ifPresent(newest -> found.add(outdated(told, newest)));
    return found;
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
      String reference = Text.shorten(used.reference(), SHOWN_CHARS_MAX);
      Optional<Digest> digest = used.isKnown() ? digest(used.reference()) : Optional.empty();
      Optional<AllowedImage> image =
          used.isKnown() ? allowed.find(used.reference(), digest) : Optional.empty();
      List<Observation> seen =
          image.isEmpty()
              ? List.of(
                  observation(used.isKnown() ? "not-allowed" : "unknown", reference, "", Map.of()))
              : aged(image.get(), digest.flatMap(image.get()::release), reference);
      seen.forEach(each -> found.add(inFile(each, file, used.line(), "FROM " + reference)));
    }
    return found;
  }

  /// What was seen of an image, where a build file names it.
  private static Observation inFile(
      Observation seen, Dockerfile file, long line, String instruction) {
    return new Observation(
        seen.rule(),
        Location.ofPath(file.path()),
        line,
        seen.key(),
        seen.evidence().isEmpty() ? instruction : seen.evidence(),
        seen.details());
  }

  private static Optional<Digest> digest(String reference) {
    try {
      return Optional.ofNullable(ImageReference.parse(reference).digest());
    } catch (SeaworthyException _) {
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
