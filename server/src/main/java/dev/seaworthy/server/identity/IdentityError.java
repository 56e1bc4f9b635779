package dev.seaworthy.server.identity;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// What goes wrong with settings of people and sign-ins.
public enum IdentityError implements ErrorCode {
  PASSWORD_LIST(
      1,
      ErrorType.USER,
      "the list of breached passwords can't be used",
      "Give a file of passwords or of their SHA-1 or NTLM hashes in order, one a line."),
  CLIENT_AUTHORITIES(
      2,
      ErrorType.USER,
      "the authorities of client certificates can't be used",
      "Give a PEM file of certificates.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  IdentityError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-IDENTITY-%04d", number);
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
