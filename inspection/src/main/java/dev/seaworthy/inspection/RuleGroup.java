package dev.seaworthy.inspection;

import dev.seaworthy.rulebook.BilingualText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rules that stand together on the reference page.
///
/// @param title such as "Hardening checks"
/// @param introduction for people
/// @param rules in any order
/// @param notes more of a rule, by its id: each in both languages
/// @param appendix Markdown that follows the rules, or empty
public record RuleGroup(
    BilingualText title,
    BilingualText introduction,
    List<InspectionRule> rules,
    Map<String, List<BilingualText>> notes,
    String appendix) {

  public RuleGroup {
    rules = rules.stream().sorted().toList();
    notes = new TreeMap<>(notes);
  }
}
