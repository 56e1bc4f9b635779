package dev.seaworthy.rulebook.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.deadline.DirectiveDeadlines.Case;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.RepositoryRoot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

  private static final RatingDeadlines LEGACY = RatingDeadlines.fedramp();
  private static final ResponseDeadlines RESPONSE = ResponseDeadlines.fedramp();
  private static final DirectiveDeadlines DIRECTIVE = DirectiveDeadlines.cisa();
  private static final Instant DETECTED = Instant.parse("2026-01-31T23:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, UTC, 2026-03-02",
    "HIGH, UTC, 2026-03-02",
    "MODERATE, UTC, 2026-05-01",
    "LOW, UTC, 2026-07-30",
    // Already February there.
    "HIGH, Asia/Shanghai, 2026-03-03",
    "HIGH, America/New_York, 2026-03-02",
  })
  void countsCalendarDaysInTheBoundarysZone(Rating rating, String zone, LocalDate due) {
    assertThat(LEGACY.of(rating, DETECTED, null, ZoneId.of(zone)).orElseThrow().day())
        .contains(due);
  }

  @Test
  void countsOverALeapDay() {
    Instant detected = Instant.parse("2028-02-15T12:00:00Z");
    assertThat(LEGACY.of(Rating.HIGH, detected, null, ZoneOffset.UTC).orElseThrow().day())
        .contains(LocalDate.of(2028, 3, 16));
  }

  @Test
  void holdsThroughTheEndOfTheDueDate() {
    Deadline deadline = LEGACY.of(Rating.HIGH, DETECTED, null, ZoneOffset.UTC).orElseThrow();
    assertThat(deadline.isLate(Instant.parse("2026-03-02T23:59:59.999999999Z"))).isFalse();
    assertThat(deadline.isLate(Instant.parse("2026-03-03T00:00:00Z"))).isTrue();
    assertThat(deadline.holdsThrough()).isEqualTo("2026-03-02T23:59:59.999999999Z");
  }

  /// New York goes to summer time on 8 March 2026 and back on 1 November; Beirut at midnight.
  @ParameterizedTest
  @CsvSource({
    "2026-02-06T12:00:00Z, America/New_York, 2026-03-09T04:00:00Z",
    "2026-10-03T12:00:00Z, America/New_York, 2026-11-03T05:00:00Z",
    "2026-02-26T12:00:00Z, Asia/Beirut, 2026-03-28T22:00:00Z",
    "2026-02-25T12:00:00Z, Asia/Beirut, 2026-03-27T22:00:00Z",
  })
  void isLateFromTheNextMidnightWhateverTheClocksDo(
      Instant detected, String zone, Instant lateFrom) {
    assertThat(LEGACY.of(Rating.HIGH, detected, null, ZoneId.of(zone)).orElseThrow().lateFrom())
        .isEqualTo(lateFrom);
  }

  @Test
  void takesTheEarlierOfRatingAndCatalogue() {
    LocalDate early = LocalDate.of(2026, 2, 10);
    LocalDate late = LocalDate.of(2026, 6, 10);
    assertThat(LEGACY.of(Rating.HIGH, DETECTED, early, ZoneOffset.UTC).orElseThrow().day())
        .contains(early);
    assertThat(LEGACY.of(Rating.HIGH, DETECTED, late, ZoneOffset.UTC).orElseThrow().day())
        .contains(LocalDate.of(2026, 3, 2));
    assertThat(LEGACY.of(Rating.NONE, DETECTED, late, ZoneOffset.UTC).orElseThrow().day())
        .contains(late);
    assertThat(LEGACY.of(Rating.NONE, DETECTED, null, ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void boundsWhatIsNotEvaluatedToTheSecond() {
    Deadline deadline =
        RESPONSE
            .of(CertificationClass.D, ImpactRating.N5, Reach.LEV_IRV, DETECTED, null)
            .orElseThrow();
    assertThat(deadline.isLate(Instant.parse("2026-02-02T23:30:00Z"))).isFalse();
    assertThat(deadline.isLate(Instant.parse("2026-02-02T23:30:01Z"))).isTrue();
    assertThat(RESPONSE.acceptance(DETECTED).holdsThrough())
        .isEqualTo(Instant.parse("2026-08-11T23:30:00Z"));
  }

  @Test
  void hasNoDeadlineForMinimalImpact() {
    for (CertificationClass each : CertificationClass.values()) {
      assertThat(RESPONSE.of(each, ImpactRating.N1, Reach.LEV_IRV, DETECTED, DETECTED)).isEmpty();
    }
  }

  /// Every row of the matrix, of the times for evaluation, of the directive and of the days by
  /// rating, against what a script computes from the official files: in six zones, over leap days
  /// and changes of the clocks, with CISA's date earlier and later.
  @Test
  void agreesWithTheOfficialFiles() throws Exception {
    Gates.run(
        "deadlines of FedRAMP and CISA",
        List.of(
            Gates.shared("reference/fedramp/fedramp-data.json"),
            Gates.shared("reference/fedramp/FedRAMP-POAM-Template-Rev5.xlsx"),
            Gates.tool("python3")),
        () -> {
          String script = RepositoryRoot.oracle("official-deadlines.py").toString();
          List<String> lines =
              Command.of(
                      "python3",
                      script,
                      Gates.shared("reference/fedramp/fedramp-data.json").path() + "",
                      Gates.shared("reference/fedramp/FedRAMP-POAM-Template-Rev5.xlsx").path() + "")
                  .run()
                  .lines();
          lines.forEach(DeadlinesTest::agrees);
          assertThat(lines).hasSize(4 * 4 * 3 + 4 + 1 + 16 + 3 * 4 + 3 * 6 * 9 * 4);
          return lines.size();
        });
  }

  private static void agrees(String line) {
    String[] fields = line.split("\t", -1);
    switch (fields[0]) {
      case "response" ->
          assertThat(
                  RESPONSE
                      .of(
                          CertificationClass.valueOf(fields[1]),
                          ImpactRating.valueOf(fields[2]),
                          Reach.valueOf(fields[3]),
                          DETECTED,
                          DETECTED)
                      .orElseThrow()
                      .holdsThrough())
              .as(line)
              .isEqualTo(fields[4]);
      case "evaluation" ->
          assertThat(
                  RESPONSE
                      .of(
                          CertificationClass.valueOf(fields[1]),
                          ImpactRating.N5,
                          Reach.LEV_IRV,
                          DETECTED,
                          null)
                      .orElseThrow()
                      .holdsThrough())
              .as(line)
              .isEqualTo(fields[2]);
      case "acceptance" ->
          assertThat(RESPONSE.acceptance(DETECTED).holdsThrough()).as(line).isEqualTo(fields[1]);
      case "directive" -> directive(line, fields);
      case "legacy" -> legacy(line, fields);
      case "detection" -> {
        // Policies have these; see the verdict room.
      }
      default -> throw new AssertionError(line);
    }
  }

  private static void legacy(String line, String[] fields) {
    LocalDate listed = fields[4].isEmpty() ? null : LocalDate.parse(fields[4]);
    Deadline deadline =
        LEGACY
            .of(Rating.valueOf(fields[1]), Instant.parse(fields[3]), listed, ZoneId.of(fields[2]))
            .orElseThrow();
    assertThat(deadline.day()).as(line).contains(LocalDate.parse(fields[5]));
    assertThat(deadline.lateFrom()).as(line).isEqualTo(fields[6]);
    assertThat(deadline.isLate(deadline.lateFrom().minusNanos(1))).as(line).isFalse();
  }

  private static void directive(String line, String[] fields) {
    Case about =
        new Case(
            Boolean.parseBoolean(fields[1]),
            Boolean.parseBoolean(fields[2]),
            Boolean.parseBoolean(fields[3]),
            Boolean.parseBoolean(fields[4]));
    assertThat(DIRECTIVE.answer(about).forensics())
        .as(line)
        .isEqualTo(Boolean.parseBoolean(fields[6]));
    assertThat(
            DIRECTIVE
                .of(about, DETECTED, ZoneOffset.UTC)
                .flatMap(Deadline::day)
                .map(LocalDate::toString)
                .orElse(""))
        .as(line)
        .isEqualTo(fields[5]);
  }
}
