package dev.seaworthy.server.survey;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of scans on the platform.
public enum SurveyError implements ErrorCode {
  BAD_REFERENCE(
      1,
      ErrorType.USER,
      "no image that the platform scans",
      "Give HOST/REPOSITORY[:TAG][@DIGEST], or oci-layout:NAME or oci-archive:NAME of a file in the"
          + " folder for imports."),
  CHILD_FAILED(
      2,
      ErrorType.EXTERNAL,
      "the process that reads the layers failed",
      "The job is tried again; when it is parked, its reason and the server's log tell more."),
  CHILD_DEADLINE(
      3,
      ErrorType.LIMIT,
      "the process that reads the layers took too long and was killed",
      "Give it more time with --scan-minutes."),
  CHILD_OUTPUT(
      4,
      ErrorType.EXTERNAL,
      "what the process told of the layers was refused",
      "The image may have taken the process over; look at it with care."),
  LAYER_REFUSED(5, ErrorType.USER, "the image is not what its digests say, or can't be read", "");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  SurveyError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-SURVEY-%04d", number);
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
