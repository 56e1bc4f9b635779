package dev.seaworthy.inspection.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.hardening.check.BaselineRecord;
import dev.seaworthy.inspection.hardening.check.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private static final String BASELINE =
      """
      {"id": "debian", "distribution": "debian", "releases": ["12"],
       "profile": "seaworthy.hardening@1",
       "checklist": {"kind": "ncp", "id": "1234", "version": "2.1", "digest": "%1$s"},
       "tailoring": {"reference": "shop.tailoring@3", "digest": "%1$s"},
       "validation": {"by": "A. Auditor", "organisation": "Audits", "on": "2026-01-01",
                      "evidence": "%1$s", "expires": "2026-12-31"}}\
      """
          .formatted(DIGEST);

  private static final String PURPOSE =
      """
      {"purposes": [{"component": "bash", "purpose": "entry script", "by": "A. Person",
                     "approver": "B. Person", "on": "2026-01-01", "until": "2026-12-31"},
                    {"path": "/usr/bin/su", "purpose": "x", "by": "a", "approver": "b",
                     "on": "2026-01-01"}]}\
      """;

  @Test
  void readsABaselineRecord() {
    BaselineRecord record = baseline(BASELINE).baselines().getFirst();
    assertThat(record.checklist().isListed()).isTrue();
    assertThat(record.checklist().digest()).hasToString(DIGEST);
    assertThat(record.releases()).containsExactly("12");
    assertThat(record.tailoringOrNull()).isNotNull();
    assertThat(record.validation().expires()).isEqualTo(LocalDate.parse("2026-12-31"));
  }

  @Test
  void readsPurposes() {
    List<Purpose> purposes = purposes(PURPOSE).purposes();
    assertThat(purposes).extracting(Purpose::component).containsExactly("bash", "");
    assertThat(purposes).extracting(Purpose::path).containsExactly("", "/usr/bin/su");
    assertThat(purposes.getLast().untilOrNull()).isNull();
  }

  @Test
  void refusesABaselineRecordThatSaysTooLittleOrTooMuch() {
    for (String member :
        List.of(
            "id",
            "distribution",
            "profile",
            "checklist",
            "validation",
            "version",
            "digest",
            "by",
            "organisation",
            "on",
            "evidence",
            "expires",
            "kind")) {
      refuses(
          StatementsTest::baseline,
          BASELINE.replaceFirst("\"%s\"".formatted(member), "\"other\""),
          "\"other\" is not known");
    }
    refuses(StatementsTest::baseline, BASELINE.replace("\"ncp\"", "\"cis\""), "must be ncp or own");
    refuses(
        StatementsTest::baseline,
        BASELINE.replace(DIGEST, "sha256:12"),
        "\"digest\" must be a digest");
    refuses(
        StatementsTest::baseline,
        BASELINE.replace("2026-12-31", "2025-12-31"),
        "\"expires\" lies before \"on\"");
    refuses(
        StatementsTest::baseline,
        BASELINE.replace("\"by\": \"A. Auditor\"", "\"by\": \"\""),
        "validation: \"by\" must be a text");
  }

  @Test
  void refusesAPurposeThatIsNotApprovedBySomebodyElse() {
    refuses(
        StatementsTest::purposes,
        PURPOSE.replace("B. Person", "A. Person"),
        "purposes[0]: \"approver\" must be someone else");
    refuses(
        StatementsTest::purposes,
        PURPOSE.replace("\"approver\": \"b\",", ""),
        "purposes[1]: \"approver\" must be a text");
    refuses(
        StatementsTest::purposes,
        PURPOSE.replace("\"path\": \"/usr/bin/su\",", ""),
        "purposes[1]: \"component\" or \"path\"");
    refuses(
        StatementsTest::purposes,
        PURPOSE.replace("\"path\":", "\"component\": \"x\", \"path\":"),
        "purposes[1]: \"component\" or \"path\"");
  }

  private static void refuses(Function<String, Statements> reading, String text, String message) {
    assertThatThrownBy(() -> reading.apply(text))
        .as(text)
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(InspectionError.BAD_STATEMENT));
  }

  private static Statements baseline(String text) {
    return Statements.readBaseline(
        text.getBytes(StandardCharsets.UTF_8), "baseline.json", Limits.defaults());
  }

  private static Statements purposes(String text) {
    return Statements.readPurposes(
        text.getBytes(StandardCharsets.UTF_8), "purposes.json", Limits.defaults());
  }
}
