package dev.seaworthy.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Location;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeenContentTest {

  private static final String ONE = "sha256:" + "1".repeat(64);
  private static final String TWO = "sha256:" + "2".repeat(64);

  @Test
  void isTheFileItselfForSecretsAndMalwareWhereverItLies() {
    for (Subject subject : List.of(Subject.SECRET, Subject.MALWARE)) {
      assertThat(SeenContent.of(seen(subject, "seen", Map.of("content", ONE)))).isEqualTo(ONE);
      assertThat(
              SeenContent.of(
                  seen(subject, "seen elsewhere", Map.of("content", ONE, "deletedIn", "4"))))
          .isEqualTo(ONE);
      assertThat(SeenContent.of(seen(subject, "seen", Map.of("content", TWO)))).isEqualTo(TWO);
    }
  }

  @Test
  void movesWithWhatACheckSawAndWithTheFile() {
    Observation first = seen(Subject.CHECK, "mode 4755", Map.of("content", ONE));
    String content = SeenContent.of(first);
    assertThat(content).matches("seen:sha256:[0-9a-f]{64}");
    assertThat(SeenContent.of(seen(Subject.CHECK, "mode 6755", Map.of("content", ONE))))
        .isNotEqualTo(content);
    assertThat(SeenContent.of(seen(Subject.CHECK, "mode 4755", Map.of("content", TWO))))
        .isNotEqualTo(content);
    assertThat(
            SeenContent.of(
                seen(Subject.CHECK, "mode 4755", Map.of("content", ONE, "replacedIn", "4"))))
        .isEqualTo(content);
  }

  @Test
  void isThePackageWithItsVersionWhereACheckSpeaksOfOne() {
    String content =
        SeenContent.of(
            seen(Subject.CHECK, "not needed", Map.of("content", ONE, "purl", "pkg:deb/gcc@12")));
    assertThat(
            SeenContent.of(
                seen(Subject.CHECK, "nobody's", Map.of("content", TWO, "purl", "pkg:deb/gcc@12"))))
        .isEqualTo(content);
    assertThat(
            SeenContent.of(
                seen(
                    Subject.CHECK, "not needed", Map.of("content", ONE, "purl", "pkg:deb/gcc@13"))))
        .isNotEqualTo(content);
  }

  private static Observation seen(Subject subject, String evidence, Map<String, String> details) {
    BilingualText text = new BilingualText("text", "文本");
    return new Observation(
        new InspectionRule(subject, "sample.rule", text, text, text, Rating.HIGH, List.of()),
        new Location("/srv/a", 0),
        0,
        "k",
        evidence,
        new TreeMap<>(details));
  }
}
