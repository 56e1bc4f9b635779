package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EarliestIdTest {

  @Test
  void ordersCvesByYearAndThenByNumber() {
    assertThat(
            Stream.of("CVE-2021-10000", "CVE-2021-9999", "CVE-2019-20000", "CVE-2021-09999")
                .map(AdvisoryId::new)
                .sorted(EarliestId.ORDER)
                .map(AdvisoryId::value))
        .containsExactly("CVE-2019-20000", "CVE-2021-09999", "CVE-2021-9999", "CVE-2021-10000");
  }

  @Test
  void prefersACveToAnOlderIdOfAnotherKind() {
    assertThat(
            EarliestId.of(
                Given.match(
                    Given.npm("tool", "1.0.0", "/a"),
                    "GHSA-aaaa-bbbb-cccc",
                    List.of("CVE-2024-2", "CVE-2024-10"),
                    Given.unfixed(),
                    Statement.RANGES)))
        .isEqualTo(new AdvisoryId("CVE-2024-2"));
  }
}
