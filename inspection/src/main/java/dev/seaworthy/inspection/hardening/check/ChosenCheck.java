package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.rulebook.Rating;

/// A check as a profile chooses it.
public record ChosenCheck(Check check, Rating rating, Parameters parameters) {

  /// The check's rule with the profile's rating.
  InspectionRule rule() {
    return rated(rating);
  }

  InspectionRule rated(Rating other) {
    InspectionRule rule = check.rule();
    return new InspectionRule(
        rule.subject(),
        rule.id(),
        rule.title(),
        rule.reason(),
        rule.fix(),
        other,
        rule.references());
  }
}
