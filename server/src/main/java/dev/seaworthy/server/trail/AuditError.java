package dev.seaworthy.server.trail;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the audit trail.
public enum AuditError implements ErrorCode {
  RETENTION_TOO_SHORT(
      1,
      ErrorType.USER,
      "audit records would be kept too short a time",
      "Give --audit-retention-days of at least 184.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  AuditError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-AUDIT-%04d", number);
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
