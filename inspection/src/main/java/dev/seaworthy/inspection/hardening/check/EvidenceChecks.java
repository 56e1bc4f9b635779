package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import dev.seaworthy.inventory.Distribution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks of what stands around the image: its base, its signature, its baseline.
final class EvidenceChecks {

  private EvidenceChecks() {}

  static List<Coded> all() {
    return List.of(
        new Coded(
            "hardening.base-unknown",
            Scope.ALWAYS,
            List.of(
                new OfImage("unknown", EvidenceChecks::unknownBase),
                new OfImage("claimed", EvidenceChecks::claimedBase))),
        answered("hardening.base-not-allowed", Topic.BASE_IMAGE),
        answered("hardening.not-signed", Topic.SIGNATURE),
        answered("hardening.sbom-missing", Topic.BILL_OF_MATERIALS),
        answered("hardening.malware", Topic.MALWARE),
        answered("hardening.secret", Topic.SECRETS),
        answered("hardening.release-end-of-life", Topic.SUPPORT),
        answered("hardening.scan-stale", Topic.FRESHNESS),
        new Coded(
            "hardening.no-validated-baseline",
            Scope.ALWAYS,
            List.of(
                new OfImage("none", EvidenceChecks::noRecord),
                new OfImage("not-fitting", (image, _) -> baseline(image, Fault.NOT_FITTING)),
                new OfImage("other-profile", (image, _) -> baseline(image, Fault.OTHER_PROFILE)),
                new OfImage(
                    "other-tailoring", (image, _) -> baseline(image, Fault.OTHER_TAILORING)),
                new OfImage("not-yet-valid", (image, _) -> baseline(image, Fault.NOT_YET_VALID)),
                new OfImage("expired", (image, _) -> baseline(image, Fault.EXPIRED)))));
  }

  private static Coded answered(String id, Topic topic) {
    return new Coded(
        id,
        (image, _) -> {
          Answer answer = image.subject().answers().of(topic);
          return answer instanceof Answer.Unknown(String why)
              ? new Scope.Excuse(Outcome.NOT_CHECKED, why)
              : null;
        },
        List.of(
            new OfImage(
                "answer",
                (image, _) -> {
                  Answer answer = image.subject().answers().of(topic);
                  return answer instanceof Answer.No(String why)
                      ? List.of(Sight.inConfig("", why))
                      : List.of();
                })));
  }

  private static List<Sight> unknownBase(InspectedImage image, Parameters parameters) {
    boolean isOwnBase = parameters.isOn("scratchAllowed") && image.packages().all().isEmpty();
    return image.subject().lineage().base().isEmpty() && !isOwnBase
        ? List.of(Sight.inConfig("", "neither layers nor labels tell which image it was built on"))
        : List.of();
  }

  private static List<Sight> claimedBase(InspectedImage image, Parameters parameters) {
    BaseImage base = image.subject().lineage().baseOrNull();
    return base != null && !base.recognition().isProven()
        ? List.of(
            Sight.inConfig(
                "",
                "only a claim tells the base image %s (%s); its layers were not compared"
                    .formatted(ConfigChecks.shown(base.name()), base.recognition().words())))
        : List.of();
  }

  /// What is wrong with a baseline record, from what fits least to what fits nearly.
  private enum Fault {
    NOT_FITTING("it is for another distribution"),
    OTHER_PROFILE("it is for another profile"),
    OTHER_TAILORING("it was validated with another tailoring"),
    NOT_YET_VALID("its validation lies in the future"),
    EXPIRED("its validation has expired");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }

  private static List<Sight> noRecord(InspectedImage image, Parameters parameters) {
    return image.surroundings().baselines().isEmpty()
        ? List.of(Sight.inConfig("", "there is no baseline record"))
        : List.of();
  }

  /// The records with this fault, unless one has none.
  private static List<Sight> baseline(InspectedImage image, Fault fault) {
    List<Sight> sights = new ArrayList<>();
    for (BaselineRecord record : image.surroundings().baselines()) {
      Fault found = faultOrNull(image, record);
      if (found == null) {
        return List.of();
      }
      if (found == fault) {
        sights.add(
            Sight.keyed(
                image.at(""),
                record.id(),
                "baseline record \"%s\": %s"
                    .formatted(ConfigChecks.shown(record.id()), fault.words)));
      }
    }
    return sights;
  }

  private static @Nullable Fault faultOrNull(InspectedImage image, BaselineRecord record) {
    Surroundings surroundings = image.surroundings();
    LocalDate day = surroundings.day();
    if (!fits(record, image.subject().inventory().distributionOrNull())) {
      return Fault.NOT_FITTING;
    }
    if (!record.profile().equals(surroundings.profile())) {
      return Fault.OTHER_PROFILE;
    }
    if (!Objects.equals(record.tailoringOrNull(), surroundings.tailoringOrNull())) {
      return Fault.OTHER_TAILORING;
    }
    if (day.isBefore(record.validation().on())) {
      return Fault.NOT_YET_VALID;
    }
    return day.isAfter(record.validation().expires()) ? Fault.EXPIRED : null;
  }

  private static boolean fits(BaselineRecord record, @Nullable Distribution distribution) {
    if (distribution == null) {
      return record.distribution().equals("none");
    }
    boolean isRelease =
        record.releases().isEmpty()
            || record.releases().stream()
                .anyMatch(release ->
                    distribution.versionId().equals(release)
                        || distribution.versionId().startsWith(release + "."));
    return record.distribution().equals(distribution.id()) && isRelease;
  }
}
