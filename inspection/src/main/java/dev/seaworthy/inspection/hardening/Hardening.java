package dev.seaworthy.inspection.hardening;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.hardening.check.BuiltInChecks;
import dev.seaworthy.inspection.hardening.check.Check;
import dev.seaworthy.inspection.hardening.check.CheckResult;
import dev.seaworthy.inspection.hardening.check.CheckRun;
import dev.seaworthy.inspection.hardening.check.HardeningSubject;
import dev.seaworthy.inspection.hardening.check.Outcome;
import dev.seaworthy.inspection.hardening.check.Surroundings;
import dev.seaworthy.inspection.hardening.facts.HardeningAnalyser;
import dev.seaworthy.inspection.hardening.facts.LinkageAnalyser;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Holds an image against a hardening profile.
///
/// ```java
/// List<Analyser> analysers = Hardening.analysers(); // take part in the walk
/// HardeningResult result = Hardening.inspect(subject, profile, Statements.NONE, clock);
/// ```
public final class Hardening {

  /// Says that a check of the profile could not be made. Its rating is the profile's matter.
  public static final String NOT_CHECKED = "hardening.not-checked";

  private static final String VERSION = "1";

  private static final BilingualText NOT_CHECKED_TITLE =
      new BilingualText("A check could not be made", "检查未能执行");
  private static final BilingualText NOT_CHECKED_REASON =
      new BilingualText(
          "What was not looked at may be right or wrong; it is no pass.",
          "未检查的内容可能合格,也可能不合格,不得视为通过。");
  private static final BilingualText NOT_CHECKED_FIX =
      new BilingualText(
          "Give the check what it lacks, as the evidence says, or take it out of the profile by a"
              + " tailoring that says why.",
          "按证据所述补齐检查所需内容,或在裁剪文件中说明理由后移除该检查。");

  private Hardening() {}

  /// What must take part in the walk of an image so that its checks can be made.
  public static List<Analyser> analysers() {
    return List.of(new HardeningAnalyser(), new LinkageAnalyser());
  }

  /// The rules of all checks, with the one for checks that could not be made; by id.
  public static List<InspectionRule> rules() {
    return Stream.concat(
            BuiltInChecks.all().stream().map(Check::rule), Stream.of(notChecked(Rating.MODERATE)))
        .sorted()
        .toList();
  }

  /// Makes the checks that the profile chooses.
  ///
  /// @param clock tells the time that ages and expiries are held against
  public static HardeningResult inspect(
      HardeningSubject subject, Profile profile, Statements statements, InstantSource clock) {
    Instant now = clock.instant();
    Surroundings surroundings =
        new Surroundings(
            now,
            profile.reference(),
            profile.tailoringOrNull(),
            statements.purposes(),
            statements.baselines());
    List<CheckResult> results = CheckRun.run(subject, surroundings, profile.checks());
    List<Observation> observations = new ArrayList<>();
    for (CheckResult result : results) {
      observations.addAll(result.observations());
      if (result.outcome() == Outcome.NOT_CHECKED) {
        observations.add(
            new Observation(
                notChecked(profile.ratingOfNotChecked(result.rule().rating())),
                Location.image(),
                0,
                result.id(),
                result.id() + ": " + result.reason()));
      }
    }
    EngineReport report =
        new EngineReport(
            Subject.CHECK,
            "hardening",
            VERSION,
            profile.name(),
            null,
            subject.facts().tree().size(),
            0,
            Duration.between(now, clock.instant()).toNanos());
    return new HardeningResult(
        profile, results, new Inspection(observations, List.of(report), List.of()));
  }

  private static InspectionRule notChecked(Rating rating) {
    return new InspectionRule(
            Subject.CHECK,
            NOT_CHECKED,
            NOT_CHECKED_TITLE,
            NOT_CHECKED_REASON,
            NOT_CHECKED_FIX,
            rating,
            List.of())
        .asBlindSpot();
  }
}
