package dev.seaworthy.inspection;

import dev.seaworthy.rulebook.BilingualText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The reference page of what inspections look for, in English and Chinese, with tables from and to
/// the catalogues of others.
public final class RulePage {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final BilingualText BLIND_SPOT =
      new BilingualText(
          "No deviation excuses it, for something was not looked at", "表示有内容未经检查,任何偏差均不能豁免");

  private RulePage() {}

  /// The page of all rules, in Markdown.
  ///
  /// @param groups in the order of the page
  public static String markdown(List<RuleGroup> groups) {
    return markdown(
        """
        # What inspections look for · 检查项参考

        This page is made from the rules themselves; a test keeps the two alike. Each rule says what is wrong, why
        that matters and what to do, in English and Chinese, and what it answers to in the catalogues of others.
        Catalogues are named by their ids alone: their texts are their owners'.

        本页由规则数据生成,并由测试保证一致。每条规则以中英文说明问题、原因和整改方法,并给出与其他标准的对应关系。
        仅列出各标准的编号,其文本归各自所有者。

        """,
        groups);
  }

  /// A page of rules, in Markdown.
  ///
  /// @param head its title and what it is about, in both languages
  /// @param groups in the order of the page
  public static String markdown(String head, List<RuleGroup> groups) {
    StringBuilder page = new StringBuilder(head);
    for (RuleGroup group : groups) {
      append(page, group);
    }
    List<InspectionRule> all =
        groups.stream().flatMap(group -> group.rules().stream()).sorted().toList();
    appendRuleTable(page, all);
    appendCatalogues(page, all);
    return page.toString();
  }

  private static void append(StringBuilder page, RuleGroup group) {
    page.append("## ").append(both(group.title())).append("\n\n");
    page.append(group.introduction().english()).append("\n\n");
    page.append(group.introduction().chinese()).append("\n\n");
    page.append("%s rules.\n\n".formatted(group.rules().size()));
    for (InspectionRule rule : group.rules()) {
      page.append("### ").append(both(rule.title())).append("\n\n");
      page.append("`%s` · %s\n\n".formatted(rule.id(), rule.rating().word()));
      page.append(rule.reason().english()).append(" **Fix:** ");
      page.append(rule.fix().english()).append("\n\n");
      page.append(rule.reason().chinese()).append("**整改:**");
      page.append(rule.fix().chinese()).append("\n\n");
      if (rule.isBlindSpot()) {
        page.append("- ").append(both(BLIND_SPOT)).append('\n');
      }
      for (BilingualText note : group.notes().getOrDefault(rule.id(), List.of())) {
        page.append("- ").append(both(note)).append('\n');
      }
      if (!rule.references().isEmpty()) {
        page.append("- ")
            .append(
                rule.references().stream().map(Reference::text).collect(Collectors.joining(", ")))
            .append('\n');
      }
      page.append('\n');
    }
    if (!group.appendix().isEmpty()) {
      page.append(group.appendix().strip()).append("\n\n");
    }
  }

  private static void appendRuleTable(StringBuilder page, List<InspectionRule> rules) {
    List<String> catalogues = List.copyOf(byCatalogue(rules).keySet());
    page.append("## From rules to catalogues · 规则到标准\n\n| rule |");
    catalogues.forEach(catalogue -> page.append(' ').append(catalogue).append(" |"));
    page.append("\n|---|").repeat("---|", catalogues.size()).append('\n');
    for (InspectionRule rule : rules) {
      if (!rule.references().isEmpty()) {
        page.append("| `").append(rule.id()).append("` |");
        for (String catalogue : catalogues) {
          page.append(' ')
              .append(
                  rule.references().stream()
                      .filter(each -> name(each).equals(catalogue))
                      .map(Reference::id)
                      .collect(Collectors.joining(", ")))
              .append(" |");
        }
        page.append('\n');
      }
    }
    page.append('\n');
  }

  private static void appendCatalogues(StringBuilder page, List<InspectionRule> rules) {
    page.append("## From catalogues to rules · 标准到规则\n\n");
    byCatalogue(rules)
        .forEach((catalogue, ids) -> {
          page.append("### ").append(catalogue).append("\n\n| id | rules |\n|---|---|\n");
          ids.forEach((id, found) ->
              page.append("| ")
                  .append(id)
                  .append(" | ")
                  .append(
                      found.stream()
                          .map(each -> "`" + each + "`")
                          .collect(Collectors.joining(", ")))
                  .append(" |\n"));
          page.append('\n');
        });
    page.setLength(page.length() - 1);
  }

  private static Map<String, Map<String, Set<String>>> byCatalogue(List<InspectionRule> rules) {
    Map<String, Map<String, Set<String>>> found = new TreeMap<>();
    for (InspectionRule rule : rules) {
      for (Reference reference : rule.references()) {
        found
            .computeIfAbsent(name(reference), _ -> new TreeMap<>(RulePage::compareIds))
            .computeIfAbsent(reference.id(), _ -> new TreeSet<>())
            .add(rule.id());
      }
    }
    return found;
  }

  private static String name(Reference reference) {
    return reference.edition().isEmpty()
        ? reference.catalogue()
        : reference.catalogue() + " " + reference.edition();
  }

  /// 4.2 stands before 4.10.
  private static int compareIds(String left, String right) {
    int byNumbers = padded(left).compareTo(padded(right));
    return byNumbers != 0 ? byNumbers : left.compareTo(right);
  }

  private static String padded(String id) {
    return NUMBER
        .matcher(id)
        .replaceAll(
            number -> "0".repeat(Math.max(0, 8 - number.group().length())) + number.group());
  }

  private static String both(BilingualText text) {
    return text.english() + " · " + text.chinese();
  }
}
