package dev.seaworthy.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.match.Decisions.Subject;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.oracle.AdvisoryCases;
import dev.seaworthy.testkit.oracle.AdvisoryCases.Case;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a package in a version has a flaw, over published files, against labels that nothing of
/// ours made. A single wrong answer fails.
class LabelledDecisionsTest {

  private static final int DECISIONS_MIN = 20_000;
  private static final int OF_AN_ECOSYSTEM_MIN = 1_000;
  private static final int ECOSYSTEMS_MIN = 10;
  private static final int NEAR_PERCENT_MIN = 40;
  private static final int AFFECTED_PERCENT_MIN = 30;
  private static final int MARKED_PERCENT_MIN = 10;

  @TempDir Path folder;

  @Test
  void decidesAsThePublishedFilesAndTheEcosystemsToolsDo() throws Exception {
    AdvisoryCases cases = AdvisoryCases.in(folder);
    Gates.run("labelled decisions, all ecosystems", cases.needs(), () -> judge(cases.make()));
  }

  private long judge(List<Case> cases) throws Exception {
    Set<Subject> subjects = new HashSet<>();
    cases.forEach(each -> subjects.add(subject(each)));
    Map<Subject, Set<String>> reported;
    List<Path> published =
        List.of(
            Gates.shared("advisories/osv").path(),
            Gates.shared("advisories/alpine/secdb.zip").path(),
            Gates.shared("advisories/debian/tracker-data.json.gz").path());
    try (DatabaseFile database = Build.open(published, folder.resolve("a.db"))) {
      reported = Decisions.of(database, subjects);
    }
    List<Case> wrong = new ArrayList<>();
    for (Case each : cases) {
      boolean isReported = reported.getOrDefault(subject(each), Set.of()).contains(each.flaw());
      if (isReported != each.isAffected()) {
        wrong.add(each);
      }
    }
    assertThat(wrong.stream().limit(60)).as("%d wrong", wrong.size()).isEmpty();
    return tell(cases);
  }

  private static long tell(List<Case> cases) throws Exception {
    assertThat(cases.stream().map(each -> List.of(subject(each), each.flaw())))
        .as("no decision counts twice")
        .doesNotHaveDuplicates();
    Map<String, List<Case>> families = new TreeMap<>();
    for (Case each : cases) {
      String family = each.ecosystem().replaceFirst(":.*", "");
      families.computeIfAbsent(family, _ -> new ArrayList<>()).add(each);
    }
    for (Map.Entry<String, List<Case>> family : families.entrySet()) {
      tell(family.getKey(), family.getValue());
    }
    tell("in all", cases);
    assertThat(cases).hasSizeGreaterThanOrEqualTo(DECISIONS_MIN);
    assertThat(families.values().stream().filter(own -> own.size() >= OF_AN_ECOSYSTEM_MIN))
        .hasSizeGreaterThanOrEqualTo(ECOSYSTEMS_MIN);
    assertThat(percent(cases, Case::isNear)).isGreaterThanOrEqualTo(NEAR_PERCENT_MIN);
    assertThat(percent(cases, Case::isAffected)).isGreaterThanOrEqualTo(AFFECTED_PERCENT_MIN);
    assertThat(percent(cases, Case::isMarked)).isGreaterThanOrEqualTo(MARKED_PERCENT_MIN);
    return cases.size();
  }

  private static void tell(String which, List<Case> cases) throws Exception {
    Gates.always(
        "labelled decisions, %s: near %s %%, affected %s %%, marked %s %%"
            .formatted(
                which,
                percent(cases, Case::isNear),
                percent(cases, Case::isAffected),
                percent(cases, Case::isMarked)),
        cases::size);
  }

  private static Subject subject(Case each) {
    return new Subject(each.ecosystem(), each.packageName(), each.version());
  }

  private static long percent(List<Case> cases, Predicate<Case> share) {
    return cases.stream().filter(share).count() * 100 / cases.size();
  }
}
