package dev.seaworthy.inspection.scap;

import java.util.List;

/// One rule and what came of it.
///
/// @param rule its id
/// @param severity `high`, `medium`, `low`, `info` or `unknown`
/// @param title for people; empty where the results don't have it
/// @param references what the rule answers to elsewhere: one line for each document, with the
///   clauses; empty where the results don't have them
public record ScapRuleResult(
    String rule, ScapResult result, String severity, String title, List<String> references)
    implements Comparable<ScapRuleResult> {

  public ScapRuleResult {
    references = List.copyOf(references);
  }

  @Override
  public int compareTo(ScapRuleResult other) {
    int byRule = rule.compareTo(other.rule);
    return byRule != 0 ? byRule : result.compareTo(other.result);
  }
}
