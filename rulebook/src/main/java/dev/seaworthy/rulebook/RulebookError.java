package dev.seaworthy.rulebook;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `rulebook` room.
public enum RulebookError implements ErrorCode {
  BAD_RULE(1, ErrorType.USER, "not a rule", "Check the member that the message names."),
  NO_SUCH_RULE(
      2,
      ErrorType.USER,
      "no such rule",
      "See docs/reference-ratings.md for the rules and their versions.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  RulebookError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-RULEBOOK-%04d", number);
  }

  @Override
  public ErrorType type() {
    return type;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String hint() {
    return hint;
  }
}
