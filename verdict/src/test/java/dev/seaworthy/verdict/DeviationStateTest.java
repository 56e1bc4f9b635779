package dev.seaworthy.verdict;

import static dev.seaworthy.verdict.Asked.BOB;
import static dev.seaworthy.verdict.Asked.PEOPLE;
import static dev.seaworthy.verdict.Asked.endorsed;
import static dev.seaworthy.verdict.Asked.flaw;
import static dev.seaworthy.verdict.Asked.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Match;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.verdict.DeviationStep.Endorsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What others are shown of a deviation.
class DeviationStateTest {

  private static final Policy STANDARD = BuiltInPolicies.standard();
  private static final Match HIGH = flaw("3.0.1", "3.0.9", Given.CRITICAL_VECTOR);
  private static final Match MODERATE = flaw("3.0.1", "3.0.9", Given.MODERATE_VECTOR);

  /// Lists show what a verdict goes by.
  @Test
  void showsStepsOfTheFutureAndMissedCheckIns() {
    DeviationFile waiting =
        endorsed(request("VD-1", DeviationKind.VENDOR_DEPENDENCY, MODERATE, null));
    Instant last = Instant.parse("2026-12-20T23:59:59Z");
    assertThat(state(waiting, last)).isEqualTo(DeviationState.APPROVED);
    assertThat(state(waiting, last.plusSeconds(1))).isEqualTo(DeviationState.EXPIRED);
    DeviationFile ahead =
        endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH))
            .with(new Endorsed("bob", Given.NOW.plusSeconds(60)), BOB);
    assertThat(state(ahead, Given.NOW)).isEqualTo(DeviationState.PENDING);
  }

  @Test
  void tellsOthersNothingByAFlawedDeviation() {
    Deviation whole = verified(endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH)));
    Deviation flawed =
        new Deviation(
            whole.request(),
            whole.steps(),
            whole.digests(),
            new Deviation.Flaw(VerdictError.DEVIATION_UNSIGNED, "edited"));
    assertThat(vex(whole)).contains("not_affected");
    assertThat(vex(flawed)).contains("\"statements\":[]");
  }

  private static String vex(Deviation deviation) {
    return new String(
        JsonWriter.canonical(
            OpenVex.of(
                List.of(deviation), "harbour", Given.NOW, STANDARD.zone(), Approval.of(STANDARD))),
        StandardCharsets.UTF_8);
  }

  private static DeviationState state(DeviationFile file, Instant now) {
    return verified(file).state(now, STANDARD.zone(), Approval.of(STANDARD));
  }

  private static Deviation verified(DeviationFile file) {
    return file.verified(PEOPLE, Limits.defaults());
  }
}
