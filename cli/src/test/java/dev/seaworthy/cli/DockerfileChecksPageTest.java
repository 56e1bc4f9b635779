package dev.seaworthy.cli;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.bases.AllowedBases;
import dev.seaworthy.inspection.bases.BaseImageSignatures;
import dev.seaworthy.inspection.bases.LineageChecks;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import dev.seaworthy.inspection.provenance.ProvenanceChecks;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page of rules is made of the rules; `-Dgolden.update` writes it anew.
class DockerfileChecksPageTest {

  @Test
  void everyRuleIsDescribedInBothLanguages() {
    StringBuilder page =
        new StringBuilder(
            """
            # Rules of build files

            Made from the rules themselves; a test keeps it so. `seaworthy check` asks them: see
            [how to check a Dockerfile](howto-check-dockerfile.md). The words are our own; the references name what a
            rule answers to in someone else's catalogue.
            """);
    DockerfileChecks dockerfiles = DockerfileChecks.builtIn();
    section(page, "Dockerfiles", dockerfiles.rules());
    section(page, "Provenance", ProvenanceChecks.with(dockerfiles).rules());
    section(
        page,
        "Base images",
        new LineageChecks(
                new AllowedBases(List.of()), BaseImageSignatures.NOT_KNOWN, LocalDate.EPOCH)
            .rules());
    Golden.matchesDocument("docs/reference-dockerfile-checks.md", page.toString());
  }

  private static void section(StringBuilder page, String title, List<InspectionRule> rules) {
    page.append("\n## ").append(title).append("\n");
    for (InspectionRule rule : rules) {
      page.append("\n### `").append(rule.id()).append("`\n\n");
      page.append("Rating: ").append(rule.rating().word()).append(".");
      if (!rule.references().isEmpty()) {
        page.append(" References: ")
            .append(String.join("; ", rule.references().stream().map(Reference::text).toList()))
            .append('.');
      }
      page.append("\n\n| | |\n|---|---|\n");
      row(page, rule.title().english(), rule.title().chinese());
      row(page, rule.reason().english(), rule.reason().chinese());
      row(page, rule.fix().english(), rule.fix().chinese());
    }
  }

  private static void row(StringBuilder page, String english, String chinese) {
    page.append("| ").append(cell(english)).append(" | ").append(cell(chinese)).append(" |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
