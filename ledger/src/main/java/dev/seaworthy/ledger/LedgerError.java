package dev.seaworthy.ledger;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `ledger` room. What a verifier finds wrong is a [LedgerFault] instead.
public enum LedgerError implements ErrorCode {
  UNWRITABLE(
      1,
      ErrorType.EXTERNAL,
      "the ledger can't be written",
      "Check the directory, its permissions and the free space. Nothing was recorded."),
  UNREADABLE(
      2, ErrorType.EXTERNAL, "the ledger can't be read", "Check the path and its permissions."),
  NOT_A_LEDGER(
      3, ErrorType.USER, "not a ledger", "Give the directory that holds the file ledger.json."),
  BROKEN(
      4,
      ErrorType.EXTERNAL,
      "the ledger's end doesn't fit its chain",
      "Nothing is appended to a broken ledger: keep the files, and have them verified against a head."),
  RECORD_TOO_LARGE(
      5, ErrorType.LIMIT, "a record is too large", "Record a digest of the content instead."),
  BAD_HEAD(
      6,
      ErrorType.USER,
      "not a head of a ledger",
      "Give a head that was signed and kept elsewhere.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  LedgerError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-LEDGER-%04d", number);
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
