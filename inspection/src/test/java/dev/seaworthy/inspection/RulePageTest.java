package dev.seaworthy.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inspection.hardening.HardeningPage;
import dev.seaworthy.inspection.malware.MalwareRules;
import dev.seaworthy.inspection.scap.ScapRules;
import dev.seaworthy.inspection.secret.SecretRules;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of rules is what the rules say of themselves.
class RulePageTest {

  private static final Path PAGE = RepositoryRoot.find().resolve("docs/reference-checks.md");

  /// What is on the page, in its order.
  private static final List<RuleGroup> GROUPS =
      List.of(
          HardeningPage.group(),
          group(
              "Secrets",
              "敏感信息",
              "Looked for in every layer, also in files that a later layer deletes, in archives, and in the"
                  + " config's variables, labels, commands and history.",
              "检查每一层(包括被后续层删除的文件)、归档文件,以及配置中的变量、标签、命令和构建历史。",
              SecretRules.builtIn().descriptions()),
          group(
              "Malware",
              "恶意代码",
              "What a ClamAV daemon, YARA rules and lists of hashes say, and what is wrong with these"
                  + " engines.",
              "ClamAV 守护进程、YARA 规则与哈希列表的结论,以及这些引擎自身的问题。",
              MalwareRules.all()),
          group(
              "SCAP",
              "SCAP",
              "What OpenSCAP says with the SCAP Security Guide, or results made elsewhere.",
              "OpenSCAP 依据 SCAP 安全指南得出的结论,或导入的外部结果。",
              ScapRules.all()));

  private static RuleGroup group(
      String title, String chinese, String text, String chineseText, List<InspectionRule> rules) {
    return new RuleGroup(
        new BilingualText(title, chinese),
        new BilingualText(text, chineseText),
        rules,
        Map.of(),
        "");
  }

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
