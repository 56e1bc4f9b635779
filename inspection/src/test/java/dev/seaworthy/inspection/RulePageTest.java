package dev.seaworthy.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inspection.hardening.HardeningPage;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of rules is what the rules say of themselves.
class RulePageTest {

  private static final Path PAGE = RepositoryRoot.find().resolve("docs/reference-checks.md");

  /// What is on the page, in its order.
  private static final List<RuleGroup> GROUPS = List.of(HardeningPage.group());

  /// `-Dgolden.update=true` writes the page anew.
  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    String page = RulePage.markdown(GROUPS);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  @Test
  void everyRuleStandsThereOnceAndItsReferencesLeadBack() {
    String page = RulePage.markdown(GROUPS);
    for (RuleGroup group : GROUPS) {
      for (InspectionRule rule : group.rules()) {
        assertThat(page).containsOnlyOnce("\n`%s` · ".formatted(rule.id()));
        for (Reference reference : rule.references()) {
          String catalogue = page.substring(page.indexOf("## From catalogues to rules"));
          assertThat(catalogue)
              .containsPattern(
                  "\\| %s \\|[^\n]*`%s`".formatted(Pattern.quote(reference.id()), rule.id()));
        }
      }
    }
  }
}
