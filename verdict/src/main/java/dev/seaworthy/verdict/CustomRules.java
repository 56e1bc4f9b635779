package dev.seaworthy.verdict;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.verdict.document.DocumentPart;
import dev.seaworthy.verdict.document.PlacedDocument.Place;
import dev.seaworthy.verdict.policy.CustomRule;
import dev.seaworthy.verdict.rule.Expression;
import dev.seaworthy.verdict.rule.Expression.Fault;
import dev.seaworthy.verdict.rule.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks the operator's own rules. What can't be worked out refuses: a rule that says nothing isn't
/// a rule that says yes.
final class CustomRules {

  private static final int NAMES_TOLD = 10;

  private CustomRules() {}

  /// Looks whether every rule can be compiled.
  ///
  /// @param part the policy, for places
  /// @throws SeaworthyException [VerdictError#BAD_RULE_EXPRESSION] with both places: that of the
  ///   expression in the file, and that of the fault in the expression
  static void check(List<CustomRule> rules, DocumentPart part) {
    List<DocumentPart> parts = part.parts("rules");
    for (int i = 0; i < rules.size(); i++) {
      CustomRule rule = rules.get(i);
      try {
        Expression.of(rule.refuse());
      } catch (Fault e) {
        Place place =
            i < parts.size()
                ? part.document().values().get(parts.get(i).pointer() + "/refuse")
                : null;
        throw bad(part.document().what(), place, rule, e);
      }
    }
  }

  private static SeaworthyException bad(
      String what, @Nullable Place place, CustomRule rule, Fault fault) {
    return new SeaworthyException(
        VerdictError.BAD_RULE_EXPRESSION,
        "%s: rule %s: line %s, column %s of its expression: %s"
            .formatted(
                place == null ? what : "%s:%s:%s".formatted(what, place.line(), place.column()),
                rule.id(),
                fault.line(),
                fault.column(),
                fault.getMessage()),
        fault);
  }

  /// One finding for each rule that refuses or can't be worked out.
  static List<Finding> of(Survey survey, Policy policy, List<Finding> findings) {
    List<CustomRule> rules = policy.demands().rules();
    if (rules.isEmpty()) {
      return List.of();
    }
    RuleValues values = new RuleValues(survey, findings);
    Steps steps = Steps.unused();
    List<Finding> found = new ArrayList<>();
    for (CustomRule rule : rules) {
      of(survey, rule, values, steps).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Finding> of(
      Survey survey, CustomRule rule, RuleValues values, Steps steps) {
    try {
      Expression expression = Expression.of(rule.refuse());
      return switch (rule.on()) {
        case IMAGE ->
            expression.isTrue(values.ofImage(), steps)
                ? Optional.of(finding(survey, Condition.CUSTOM_RULE, rule, rule.reason()))
                : Optional.empty();
        case FINDING -> ofFindings(survey, rule, expression, values, steps);
      };
    } catch (Fault e) {
      return Optional.of(
          finding(survey, Condition.RULE_FAILED, rule, rule.id() + ": " + e.getMessage()));
    }
  }

  private static Optional<Finding> ofFindings(
      Survey survey, CustomRule rule, Expression expression, RuleValues values, Steps steps)
      throws Fault {
    List<String> names = new ArrayList<>();
    for (Map<String, Object> each : values.findings()) {
      if (expression.isTrue(values.ofFinding(each), steps)) {
        names.add(String.valueOf(each.get("name")));
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String told =
        names.stream().distinct().sorted().limit(NAMES_TOLD).collect(Collectors.joining(", "));
    long more = names.stream().distinct().count() - NAMES_TOLD;
    return Optional.of(
        finding(
            survey,
            Condition.CUSTOM_RULE,
            rule,
            "%s: %s%s".formatted(rule.reason(), told, more > 0 ? " and " + more + " more" : "")));
  }

  private static Finding finding(
      Survey survey, Condition condition, CustomRule rule, String detail) {
    return new ConditionFinding(
        FindingId.ofCondition(survey.asset(), condition, rule.id()),
        condition,
        rule.id(),
        Text.shorten(detail, 400));
  }
}
