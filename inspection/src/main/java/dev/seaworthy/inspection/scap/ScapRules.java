package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Location;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What results of SCAP checks mean, and what is wrong when there are none.
@SuppressWarnings("ImmutableEnumChecker") // rules are records of immutable values
public enum ScapRules {
  FAILED_HIGH(
      "scap.failed-high", Rating.HIGH, "A SCAP rule of high severity fails", "一条高严重度 SCAP 规则未通过"),
  FAILED_MEDIUM(
      "scap.failed-medium",
      Rating.MODERATE,
      "A SCAP rule of medium severity fails",
      "一条中严重度 SCAP 规则未通过"),
  FAILED_LOW(
      "scap.failed-low", Rating.LOW, "A SCAP rule of low severity fails", "一条低严重度 SCAP 规则未通过"),
  FAILED_UNRATED(
      "scap.failed-unrated",
      Rating.UNRATED,
      "A SCAP rule without severity fails",
      "一条未定级的 SCAP 规则未通过"),
  UNDECIDED(
      "scap.undecided",
      Rating.MODERATE,
      false,
      "A SCAP rule could not be decided",
      "一条 SCAP 规则无法判定",
      "The checker met an error, or could not tell.",
      "检查程序出错或无法判断。",
      "Check the rule by hand, and record the result.",
      "请人工检查该规则并记录结果。"),
  NOT_CHECKED(
      "scap.not-checked",
      Rating.MODERATE,
      false,
      "SCAP rules were not checked",
      "部分 SCAP 规则未被检查",
      "The profile has rules that no program can check.",
      "该配置文件包含程序无法检查的规则。",
      "Check these rules by hand, and record the results.",
      "请人工检查这些规则并记录结果。"),
  NOTHING_CHECKED(
      "scap.nothing-checked",
      Rating.CRITICAL,
      true,
      "No SCAP rule came to a result",
      "没有任何 SCAP 规则得出结果",
      "Where no rule passes or fails nothing was checked, whatever the score says.",
      "没有规则通过或失败即等于未检查，无论评分如何。",
      "Take the content that is made for this distribution, and the right profile.",
      "请使用适用于该发行版的内容和正确的配置文件。"),
  NO_CONTENT(
      "scap.no-content",
      Rating.CRITICAL,
      false,
      "There is no SCAP content for the distribution",
      "没有适用于该发行版的 SCAP 内容",
      "What nobody has written checks for can't be checked against a published baseline.",
      "没有检查内容就无法按公开基线检查。",
      "Install newer content, or record a baseline of your own with its validation.",
      "安装更新的内容，或记录自有基线及其验证。"),
  NOT_RUN(
      "scap.not-run",
      Rating.CRITICAL,
      true,
      "SCAP checks could not be run",
      "无法运行 SCAP 检查",
      "What was not checked counts as not fulfilled.",
      "未经检查即视为不符合。",
      "Do what the evidence says, and scan again.",
      "按证据中的说明处理后重新扫描。");

  private static final int EVIDENCE_RULES_MAX = 20;

  private final InspectionRule rule;

  ScapRules(String id, Rating rating, String title, String titleChinese) {
    this(
        id,
        rating,
        false,
        title,
        titleChinese,
        "The image does not meet a requirement of the chosen profile.",
        "镜像不符合所选配置文件的要求。",
        "See the rule's own text in the SCAP content; change the image's build accordingly.",
        "参见 SCAP 内容中该规则的说明，并相应修改镜像的构建。");
  }

  ScapRules(
      String id,
      Rating rating,
      boolean isBlindSpot,
      String title,
      String titleChinese,
      String reason,
      String reasonChinese,
      String fix,
      String fixChinese) {
    this.rule =
        new InspectionRule(
            Subject.CHECK,
            id,
            new BilingualText(title, titleChinese),
            new BilingualText(reason, reasonChinese),
            new BilingualText(fix, fixChinese),
            rating,
            List.of(
                new Reference("SP 800-190", "", "4.1.2"),
                new Reference("SP 800-53", "rev. 5", "CM-6")),
            isBlindSpot);
  }

  /// What it says of itself.
  public InspectionRule rule() {
    return rule;
  }

  /// All of them, in order of their ids.
  public static List<InspectionRule> all() {
    return Arrays.stream(values()).map(ScapRules::rule).sorted().toList();
  }

  private static ScapRules failed(String severity) {
    return switch (severity) {
      case "high" -> FAILED_HIGH;
      case "medium" -> FAILED_MEDIUM;
      case "low", "info" -> FAILED_LOW;
      default -> FAILED_UNRATED;
    };
  }

  /// What a rule's result comes to, if it is a finding of its own.
  static List<Observation> of(ScapRuleResult result) {
    return switch (result.result()) {
      case FAIL -> List.of(failed(result.severity()).at(result));
      case ERROR, UNKNOWN -> List.of(UNDECIDED.at(result));
      case PASS, FIXED, NOTAPPLICABLE, NOTCHECKED, NOTSELECTED, INFORMATIONAL -> List.of();
    };
  }

  private Observation at(ScapRuleResult result) {
    TreeMap<String, String> details =
        new TreeMap<>(
            Map.of(
                "scapRule", result.rule(),
                "result", result.result().word(),
                "severity", result.severity()));
    if (!result.title().isEmpty()) {
      details.put("title", result.title());
    }
    if (!result.references().isEmpty()) {
      details.put("references", String.join("; ", result.references()));
    }
    String evidence =
        result.title().isEmpty()
            ? result.rule()
            : "%s (%s)".formatted(result.title(), result.rule());
    return new Observation(
        rule,
        Location.image(),
        0,
        result.rule(),
        "%s: %s".formatted(result.result().word(), evidence),
        details);
  }

  /// Something about the checks as a whole.
  Observation because(String evidence) {
    return new Observation(rule, Location.image(), 0, "", evidence);
  }

  /// So many rules of the profile were left for people.
  static Observation notChecked(List<ScapRuleResult> rules) {
    String some =
        String.join(
            ", ", rules.stream().limit(EVIDENCE_RULES_MAX).map(ScapRuleResult::rule).toList());
    return NOT_CHECKED.because(
        "%s: %s%s".formatted(rules.size(), some, rules.size() > EVIDENCE_RULES_MAX ? ", …" : ""));
  }
}
