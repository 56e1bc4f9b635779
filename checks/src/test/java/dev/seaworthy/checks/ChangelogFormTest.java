package dev.seaworthy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogFormTest {
  private static final String GOOD =
      """
      # Changelog

      ## [Unreleased]

      ### Added

      - A thing.

      ## [0.1.0] - 2026-11-22

      ### Fixed

      - Another.
      """;

  @Test
  void takesTheUsualForm() {
    assertThat(judge(GOOD)).isEmpty();
  }

  @Test
  void findsWhatIsOutOfForm() {
    assertThat(judge(GOOD.replace("# Changelog\n", "# History\n"))).hasSize(1);
    assertThat(judge(GOOD.replace("## [Unreleased]\n", ""))).hasSize(1);
    assertThat(judge(GOOD.replace("- 2026-11-22", "- yesterday"))).hasSize(1);
    assertThat(judge(GOOD.replace("### Fixed", "### Repaired"))).hasSize(1);
    assertThat(judge(GOOD.replace("- A thing.", ""))).hasSize(1);
  }

  @Test
  void missesAChangelog() {
    assertThat(Offences.in(new ChangelogForm(), SourceFile.of("README.md", "# Title\n")))
        .hasSize(1);
  }

  private static List<String> judge(String text) {
    return Offences.in(new ChangelogForm(), SourceFile.of("CHANGELOG.md", text));
  }
}
