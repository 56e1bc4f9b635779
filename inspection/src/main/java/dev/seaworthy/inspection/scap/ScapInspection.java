package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Gap;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inventory.Distribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What SCAP checks say of an image.
///
/// ```java
/// Inspection found =
///     ScapInspection.of(new ScapRun(programs, limits, resources).run(content, image, facts));
/// ```
public final class ScapInspection {

  private ScapInspection() {}

  /// What results that were made elsewhere come to.
  public static Inspection of(ImportedResults imported) {
    ScapResults results = imported.results();
    EngineReport report =
        new EngineReport(
            Subject.CHECK,
            "scap-results",
            results.version(),
            "%s %s, %s, of %s, ended %s"
                .formatted(
                    imported.name(),
                    imported.digest(),
                    results.benchmarkWords(),
                    results.target().isEmpty() ? "an unnamed target" : results.target(),
                    results.endTime().isEmpty()
                        ? "at a time that they don't tell"
                        : results.endTime()),
            null,
            0,
            0,
            0);
    return of(results, report, List.of());
  }

  private static Inspection of(ScapResults results, EngineReport report, List<Gap> gaps) {
    List<Observation> observations = new ArrayList<>();
    results.rules().forEach(rule -> observations.addAll(ScapRules.of(rule)));
    if (!results.isAnythingChecked()) {
      observations.add(
          ScapRules.NOTHING_CHECKED.because(
              "of %s rules %s are not applicable, %s not checked and %s not selected"
                  .formatted(
                      results.rules().size(),
                      results.count(ScapResult.NOTAPPLICABLE),
                      results.count(ScapResult.NOTCHECKED),
                      results.count(ScapResult.NOTSELECTED))));
    }
    List<ScapRuleResult> unchecked =
        results.rules().stream().filter(rule -> rule.result() == ScapResult.NOTCHECKED).toList();
    if (!unchecked.isEmpty()) {
      observations.add(ScapRules.notChecked(unchecked));
    }
    return new Inspection(observations, List.of(report), gaps);
  }

  /// What a run came to.
  public static Inspection of(ScapRun.Outcome outcome) {
    ScapResults results = outcome.resultsOrNull();
    EngineReport report = outcome.reportOrNull();
    return results == null || report == null
        ? new Inspection(
            List.of(ScapRules.NOT_RUN.because(outcome.failure())), List.of(), outcome.gaps())
        : of(results, report, outcome.gaps());
  }

  /// The checks were begun and not ended.
  public static Inspection notRun(String why) {
    return new Inspection(List.of(ScapRules.NOT_RUN.because(why)), List.of(), List.of());
  }

  /// There are no checks for this distribution.
  ///
  /// @param distribution null when the image has none that is known
  public static Inspection withoutContent(@Nullable Distribution distribution, Path folder) {
    String what =
        distribution == null
            ? "the image has no known distribution"
            : "%s has no content for %s".formatted(folder, distribution.purlQualifier());
    return new Inspection(List.of(ScapRules.NO_CONTENT.because(what)), List.of(), List.of());
  }
}
