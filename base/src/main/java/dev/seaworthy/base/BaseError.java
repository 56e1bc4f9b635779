package dev.seaworthy.base;

import java.util.Locale;

/// Failures of the `base` room.
public enum BaseError implements ErrorCode {
  BAD_DIGEST(1, ErrorType.USER, "not a digest", "Give it as sha256:<64 hexadecimal digits>."),
  BAD_JSON(2, ErrorType.EXTERNAL, "not well-formed JSON", "Check the place named in the message."),
  JSON_LIMIT(
      3, ErrorType.LIMIT, "JSON beyond a limit", "Raise the limit only if you trust the input."),
  LIMIT_EXCEEDED(
      4, ErrorType.LIMIT, "a limit was exceeded", "Raise the limit only if you trust the input."),
  UNKNOWN_LIMIT(5, ErrorType.USER, "no such limit", "See docs/reference-limits.md for the names."),
  BAD_LIMIT(
      6,
      ErrorType.USER,
      "a limit's value is out of range",
      "Give a whole number greater than zero.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  BaseError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-BASE-%04d", number);
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
