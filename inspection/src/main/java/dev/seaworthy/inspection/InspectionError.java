package dev.seaworthy.inspection;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `inspection` room.
public enum InspectionError implements ErrorCode {
  BAD_RULE(
      1, ErrorType.USER, "not a rule of an inspection", "Check the member that the message names."),
  TOO_MANY_SECRETS(
      100,
      ErrorType.LIMIT,
      "more secrets than are listed",
      "Look at the file: it is a collection of secrets, or of what looks like them."),
  RULE_SPENT(
      101,
      ErrorType.LIMIT,
      "a rule for secrets gave up",
      "Look at the file by hand; it may have been made to keep a scanner busy."),
  NESTED_ARCHIVE_SKIPPED(
      102,
      ErrorType.LIMIT,
      "an archive in an archive was not searched for secrets",
      "Raise the limit that the message names, or look into the archive by hand."),
  BAD_CLAMD_ADDRESS(
      150,
      ErrorType.USER,
      "not the address of a ClamAV daemon",
      "Write it as unix:/run/clamav/clamd.ctl or tcp:host:3310."),
  ENGINE_FAILED(
      151,
      ErrorType.EXTERNAL,
      "a malware engine could not look at a file",
      "See the engine's own log, and scan again."),
  ENGINE_STOPPED_SHORT(
      152,
      ErrorType.LIMIT,
      "a malware engine did not look at all of a file",
      "Raise the engine's limits that the message names, or take the file out of the image."),
  BAD_YARA_RULES(
      153,
      ErrorType.USER,
      "not YARA rules that can be used",
      "Correct the line that the message names."),
  BAD_HASH_LIST(
      154,
      ErrorType.USER,
      "not a list of hashes",
      "Write one SHA-256, SHA-1 or MD5 a line, in hexadecimal digits, with a name behind it if there is one."),
  HASH_UNKNOWN(
      155,
      ErrorType.LIMIT,
      "a file could not be compared with lists of hashes",
      "Scan the image anew, with these lists at hand."),
  NO_SUCH_PROFILE(
      200,
      ErrorType.USER,
      "no such hardening profile",
      "See docs/reference-checks.md for the profiles and their versions."),
  BAD_STATEMENT(
      201,
      ErrorType.USER,
      "not a tailoring, a baseline record or a purpose statement",
      "Check the member that the message names; the schemas lie in docs/schema."),
  FILE_TOO_LARGE(
      210,
      ErrorType.LIMIT,
      "a configuration file is larger than any that people write",
      "Look at the file; what it sets was not checked."),
  PROGRAM_UNREADABLE(
      211,
      ErrorType.EXTERNAL,
      "a program's headers make no sense",
      "Look at the file; what it needs to start is not known."),
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
      "Check the member that the message names."),
  BAD_SCAP_RESULTS(
      300,
      ErrorType.USER,
      "not results of SCAP checks",
      "Give the XCCDF or ARF document that the checker wrote, as it is."),
  SCAP_TREE_PARTLY(
      301,
      ErrorType.LIMIT,
      "a file is not in the tree that SCAP checks looked at",
      "Check it by hand where a rule speaks of it.");

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
