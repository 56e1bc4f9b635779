package dev.seaworthy.inspection.scap;

/// One rule and what came of it.
///
/// @param rule its id
/// @param severity `high`, `medium`, `low`, `info` or `unknown`
/// @param title for people; empty where the results don't have it
public record ScapRuleResult(String rule, ScapResult result, String severity, String title)
    implements Comparable<ScapRuleResult> {

  @Override
  public int compareTo(ScapRuleResult other) {
    int byRule = rule.compareTo(other.rule);
    return byRule != 0 ? byRule : result.compareTo(other.result);
  }
}
