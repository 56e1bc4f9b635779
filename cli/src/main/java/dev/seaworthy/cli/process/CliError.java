package dev.seaworthy.cli.process;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.util.Locale;

/// Failures of the `cli` room.
public enum CliError implements ErrorCode {
  USAGE(1, ErrorType.USER, "the command line can't be understood", ""),
  BAD_OUTPUT(
      2,
      ErrorType.USER,
      "not an output",
      "Give it as FORMAT or FORMAT=FILE, such as json or sarif=scan.sarif."),
  OUTPUT_UNWRITABLE(
      3, ErrorType.USER, "the output file can't be made", "Check its directory and permissions."),
  OUTPUT_FAILED(
      4,
      ErrorType.EXTERNAL,
      "the output could not be written to its end",
      "Check the free space, and who reads the output. No file was left half-written."),
  BAD_CONFIGURATION(
      5, ErrorType.USER, "a setting can't be understood", "Correct it, or leave it out."),
  READING_FAILED(
      6, ErrorType.EXTERNAL, "reading or writing failed", "Try again; nothing was cleared."),
  OUT_OF_MEMORY(
      7,
      ErrorType.LIMIT,
      "the scan needs more memory than it was given",
      "Give it more with SEAWORTHY_JAVA_OPTS=-Xmx4g. Nothing was cleared."),
  INTERRUPTED(8, ErrorType.EXTERNAL, "the scan was interrupted", "Nothing was cleared."),
  INTERNAL(
      9,
      ErrorType.INTERNAL,
      "a fault of Seaworthy",
      "Please report it with the command, this message, and what SEAWORTHY_DEBUG=1 adds to it.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  CliError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  /// What to throw when standard output can't be written.
  public static SeaworthyException unwritable(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new SeaworthyException(
        OUTPUT_FAILED,
        "the result could not be written to standard output: " + Text.shorten(why, 200),
        e);
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-CLI-%04d", number);
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
