package dev.seaworthy.inspection;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `inspection` room.
public enum InspectionError implements ErrorCode {
  BAD_RULE(
      1, ErrorType.USER, "not a rule of an inspection", "Check the member that the message names."),
  BAD_DOCKERFILE(
      250,
      ErrorType.EXTERNAL,
      "a Dockerfile can't be read",
      "Correct the line that the message names."),
  BAD_PROVENANCE(
      251,
      ErrorType.EXTERNAL,
      "not a build's provenance",
      "Give an in-toto statement with SLSA provenance, or the DSSE envelope of one."),
  BAD_BASE_LIST(
      252,
      ErrorType.USER,
      "not a list of allowed base images",
      "Check the member that the message names.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  InspectionError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-INSPECTION-%04d", number);
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
