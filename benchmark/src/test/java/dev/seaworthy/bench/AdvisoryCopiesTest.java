package dev.seaworthy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdvisoryCopiesTest {

  private static final String RECORD =
      """
      {"id": "GHSA-aaaa-bbbb-cccc", "aliases": ["CVE-2024-0001"],
       "affected": [{"package": {"ecosystem": "npm", "name": "left-pad"}}]}
      """;

  @Test
  void givesACopyIdsAndNamesOfItsOwn() {
    assertThat(AdvisoryCopies.marked(RECORD, "-3"))
        .isEqualTo(
            """
            {"id": "GHSA-aaaa-bbbb-cccc-3", "aliases": ["CVE-2024-0001-3"],
             "affected": [{"package": {"ecosystem": "npm", "name": "left-pad-3"}}]}
            """);
  }

  @Test
  void leavesTheFirstCopyAsItIs() {
    assertThat(AdvisoryCopies.marked(RECORD, "")).isEqualTo(RECORD);
  }
}
