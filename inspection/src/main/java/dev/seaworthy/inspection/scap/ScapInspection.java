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
///     ScapContent.find(ScapContent.USUAL_FOLDER, distribution, ScapContent.USUAL_PROFILE)
///         .map(content -> ScapInspection.of(new ScapRun(programs, limits).run(content, image, facts)))
///         .orElseGet(() -> ScapInspection.withoutContent(distribution, ScapContent.USUAL_FOLDER));
/// ```
public final class ScapInspection {

  private ScapInspection() {}

  /// What results come to, made here or imported.
  ///
  /// @param name where they are from, such as `openscap` or an imported file's name
  /// @param nanos how long the checks took; 0 for imported ones
  public static Inspection of(ScapResults results, String name, List<Gap> gaps, long nanos) {
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
    EngineReport report =
        new EngineReport(
            Subject.CHECK,
            name,
            results.version(),
            results.benchmark() + " " + results.profile(),
            null,
            0,
            0,
            nanos);
    return new Inspection(observations, List.of(report), gaps);
  }

  /// What a run came to.
  public static Inspection of(ScapRun.Outcome outcome) {
    ScapResults results = outcome.resultsOrNull();
    return results == null
        ? new Inspection(
            List.of(ScapRules.NOT_RUN.because(outcome.failure())), List.of(), outcome.gaps())
        : of(results, ScapRun.ENGINE, outcome.gaps(), outcome.nanos());
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
