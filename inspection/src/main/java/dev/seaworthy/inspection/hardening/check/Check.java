package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.rulebook.BilingualText;
import java.util.List;

/// A hardening check.
///
/// @param rule what it says of itself
/// @param looksAt what the check looks at, for people
/// @param parameters with their defaults, in order
/// @param excusedBy which purpose statements of the operator excuse what it sees
public record Check(
    InspectionRule rule,
    BilingualText looksAt,
    List<Parameter> parameters,
    ExcusedBy excusedBy,
    Coded coded) {

  public Check {
    parameters = List.copyOf(parameters);
  }

  /// Which purpose statements excuse what a check sees.
  public enum ExcusedBy {
    NONE,
    /// One that names the file.
    PATH,
    /// One that names the file or the package that it belongs to.
    PACKAGE
  }

  /// Such as `hardening.user-root`.
  public String id() {
    return rule.id();
  }

  /// The parameters as they are unless a profile says otherwise.
  public Parameters defaults() {
    return Parameter.defaults(parameters);
  }

  Check with(Coded other) {
    return new Check(rule, looksAt, parameters, excusedBy, other);
  }

  /// The part of a check that is code.
  ///
  /// @param conditions never empty; the check fails when one of them sees something
  public record Coded(String id, Scope scope, List<Condition> conditions) {
    public Coded {
      conditions = List.copyOf(conditions);
      if (conditions.isEmpty()) {
        throw new IllegalArgumentException(id + " has no conditions");
      }
    }
  }
}
