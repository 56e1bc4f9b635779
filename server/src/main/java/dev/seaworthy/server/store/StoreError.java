package dev.seaworthy.server.store;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of what the platform keeps.
public enum StoreError implements ErrorCode {
  DATABASE(1, ErrorType.INTERNAL, "the database refused", "See the server's log."),
  DATABASE_AWAY(
      2,
      ErrorType.EXTERNAL,
      "the database can't be reached",
      "Check that PostgreSQL runs and that its address, user and password are right."),
  MIGRATION(
      3,
      ErrorType.USER,
      "the database's schema and this version do not fit",
      "Run the version that wrote it, or a newer one."),
  BLOB_MISMATCH(
      4,
      ErrorType.USER,
      "the bytes are not those of the digest",
      "Send them again; they were damaged on their way."),
  BLOB_MISSING(5, ErrorType.USER, "no such blob", "Upload it first."),
  DATA_DIRECTORY(
      6,
      ErrorType.USER,
      "the data directory can't be used",
      "Choose another with --data, or mend its owner and mode."),
  POSTGRES(
      7,
      ErrorType.EXTERNAL,
      "the embedded PostgreSQL failed",
      "See its log in the data directory, or give a PostgreSQL of your own with --database."),
  BACKUP(8, ErrorType.USER, "the backup can't be used", "Give a file that seaworthy backup wrote.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  StoreError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-STORE-%04d", number);
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
