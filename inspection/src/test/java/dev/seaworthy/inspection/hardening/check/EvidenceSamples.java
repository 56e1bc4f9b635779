package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.notChecked;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;
import static dev.seaworthy.inspection.hardening.check.SampleImage.PROFILE;
import static dev.seaworthy.inspection.hardening.check.SampleImage.baseline;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inspection.hardening.check.BaselineRecord.Tailored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Samples of the checks of what stands around an image.
final class EvidenceSamples {

  private static final String CHECK = "no-validated-baseline";

  private static final Tailored TAILORING =
      new Tailored("shop.tailoring@1", Digest.sha256(new byte[] {1}));
  private static final Tailored EDITED =
      new Tailored("shop.tailoring@1", Digest.sha256(new byte[] {2}));

  private EvidenceSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.addAll(bases());
    all.addAll(baselinesOfDistributions());
    all.addAll(baselinesOfProfiles());
    Map.of(
            "base-not-allowed", Topic.BASE_IMAGE,
            "not-signed", Topic.SIGNATURE,
            "sbom-missing", Topic.BILL_OF_MATERIALS,
            "malware", Topic.MALWARE,
            "secret", Topic.SECRETS,
            "release-end-of-life", Topic.SUPPORT,
            "scan-stale", Topic.FRESHNESS)
        .forEach((check, topic) -> {
          all.add(
              fail(check, "no", image -> image.answer(topic, new Answer.No("it is not so")), ""));
          all.add(pass(check, "yes", image -> {}));
          all.add(
              notChecked(
                  check, "unknown", image -> image.answer(topic, new Answer.Unknown("no engine"))));
        });
    return all;
  }

  private static List<Sample> bases() {
    return List.of(
        fail(
            "base-unknown",
            "nothing tells",
            image -> image.dpkg("shop").lineage(Lineage.UNKNOWN),
            ""),
        fail("base-unknown", "not even from scratch", image -> image.lineage(Lineage.UNKNOWN), "")
            .with("scratchAllowed", false),
        fail(
            "base-unknown",
            "a label alone",
            image -> image.lineage(SampleImage.base(Recognition.LABEL_DIGEST)),
            ""),
        pass("base-unknown", "from scratch", image -> image.lineage(Lineage.UNKNOWN)),
        pass("base-unknown", "its layers prove it", image -> image.dpkg("shop")));
  }

  private static List<Sample> baselinesOfDistributions() {
    return List.of(
        pass(CHECK, "one that fits", image -> {}),
        pass(
            CHECK,
            "one of several",
            image ->
                image.baselines(baseline("a", "debian", PROFILE), baseline("b", "none", PROFILE))),
        fail(CHECK, "none", image -> image.baselines(), ""),
        fail(
            CHECK,
            "for a distribution, and this image has none",
            image -> image.baselines(baseline("a", "debian", PROFILE)),
            "#a"),
        fail(
            CHECK, "for images without one, and this is Debian", image -> image.dpkg("x"), "#ours"),
        pass(
            CHECK,
            "for this distribution",
            image -> image.dpkg("x").baselines(baseline("a", "debian", PROFILE))),
        fail(
            CHECK,
            "for another release",
            image -> image.dpkg("x").baselines(releases("1", "11", "12.1")),
            "#a"),
        pass(CHECK, "for this release", image -> image.dpkg("x").baselines(releases("12"))));
  }

  private static List<Sample> baselinesOfProfiles() {
    return List.of(
        pass(
            CHECK,
            "for all that begins so",
            image ->
                image
                    .files("/etc/os-release", "ID=debian\nVERSION_ID=12.7\n")
                    .baselines(releases("12"))),
        fail(
            CHECK,
            "for another profile",
            image -> image.baselines(baseline("a", "none", "cis.docker.level1@1")),
            "#a"),
        fail(
            CHECK, "validated without the tailoring", image -> image.tailoring(TAILORING), "#ours"),
        pass(
            CHECK,
            "validated with the tailoring",
            image -> image.tailoring(TAILORING).baselines(tailored(TAILORING))),
        fail(
            CHECK,
            "the tailoring was edited since",
            image -> image.tailoring(EDITED).baselines(tailored(TAILORING)),
            "#a"),
        pass(
            CHECK,
            "from today until today",
            image -> image.baselines(baseline("a", "none", PROFILE, "2026-03-01", "2026-03-01"))),
        fail(
            CHECK,
            "from tomorrow",
            image -> image.baselines(baseline("a", "none", PROFILE, "2026-03-02", "2026-12-31")),
            "#a"),
        fail(
            CHECK,
            "until yesterday",
            image -> image.baselines(baseline("a", "none", PROFILE, "2026-01-01", "2026-02-28")),
            "#a"));
  }

  private static BaselineRecord releases(String... releases) {
    BaselineRecord record = baseline("a", "debian", PROFILE);
    return new BaselineRecord(
        record.id(),
        record.checklist(),
        record.distribution(),
        List.of(releases),
        record.profile(),
        null,
        record.validation());
  }

  private static BaselineRecord tailored(Tailored tailoring) {
    BaselineRecord record = baseline("a", "none", PROFILE);
    return new BaselineRecord(
        record.id(),
        record.checklist(),
        record.distribution(),
        List.of(),
        record.profile(),
        tailoring,
        record.validation());
  }
}
