package dev.seaworthy.verdict;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `verdict` room.
public enum VerdictError implements ErrorCode {
  BAD_RATING(
      1, ErrorType.USER, "not a rating to refuse from", "Use critical, high, moderate or low."),
  BAD_POLICY(2, ErrorType.USER, "not a policy", "Check the member that the message names."),
  NO_SUCH_POLICY(3, ErrorType.USER, "no such policy", "Use default, fedramp or mlps.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  VerdictError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-VERDICT-%04d", number);
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
