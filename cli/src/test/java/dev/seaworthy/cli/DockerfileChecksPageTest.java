package dev.seaworthy.cli;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.RuleGroup;
import dev.seaworthy.inspection.RulePage;
import dev.seaworthy.inspection.bases.AllowedBases;
import dev.seaworthy.inspection.bases.BaseImageSignatures;
import dev.seaworthy.inspection.bases.LineageChecks;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import dev.seaworthy.inspection.provenance.ProvenanceChecks;
import dev.seaworthy.rulebook.BilingualText;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The page of rules is made of the rules; `-Dgolden.update` writes it anew.
class DockerfileChecksPageTest {

  private static final String HEAD =
      """
      # Rules of build files · 构建文件检查规则

      This page is made from the rules themselves; a test keeps the two alike. `seaworthy check` asks them: see
      [how to check a Dockerfile](howto-check-dockerfile.md). Catalogues are named by their ids alone: their texts are
      their owners'.

      本页由规则数据生成,并由测试保证一致。`seaworthy check` 执行这些规则。仅列出各标准的编号,其文本归各自所有者。

      """;

  @Test
  void everyRuleIsDescribedInBothLanguages() {
    DockerfileChecks dockerfiles = DockerfileChecks.builtIn();
    Golden.matchesDocument(
        "docs/reference-dockerfile-checks.md",
        RulePage.markdown(
            HEAD,
            List.of(
                group(
                    "Dockerfiles",
                    "Dockerfile",
                    "What a Dockerfile or Containerfile says.",
                    "Dockerfile 或 Containerfile 的内容。",
                    dockerfiles.rules()),
                group(
                    "Provenance",
                    "构建来源证明",
                    "What a builder says of a build.",
                    "构建工具对构建过程的陈述。",
                    ProvenanceChecks.with(dockerfiles).rules()),
                group(
                    "Base images",
                    "基础镜像",
                    "What an image, or a Dockerfile, builds on, held against the list of allowed base images.",
                    "将镜像或 Dockerfile 的基础镜像与允许清单比对。",
                    new LineageChecks(
                            new AllowedBases(List.of()),
                            BaseImageSignatures.NOT_KNOWN,
                            LocalDate.EPOCH)
                        .rules()))));
  }

  private static RuleGroup group(
      String title, String chinese, String text, String chineseText, List<InspectionRule> rules) {
    return new RuleGroup(
        new BilingualText(title, chinese),
        new BilingualText(text, chineseText),
        rules,
        Map.of(),
        "");
  }
}
