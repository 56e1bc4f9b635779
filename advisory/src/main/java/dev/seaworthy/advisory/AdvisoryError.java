package dev.seaworthy.advisory;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `advisory` room.
public enum AdvisoryError implements ErrorCode {
  DATABASE_UNREADABLE(
      1,
      ErrorType.EXTERNAL,
      "an advisory database can't be read",
      "Check the path and its permissions; `seaworthy db update` installs a new one."),
  DATABASE_FOREIGN(
      2,
      ErrorType.EXTERNAL,
      "not an advisory database",
      "Name a file that `seaworthy db build` made."),
  DATABASE_FROM_THE_FUTURE(
      3,
      ErrorType.EXTERNAL,
      "an advisory database of a newer format",
      "Update Seaworthy, or build the database anew with this version."),
  DATABASE_TRUNCATED(
      4,
      ErrorType.EXTERNAL,
      "an advisory database of the wrong length",
      "Copy or build it again; nothing of it was used."),
  DATABASE_DAMAGED(
      5,
      ErrorType.EXTERNAL,
      "an advisory database fails its hashes",
      "Copy or build it again; nothing of the damaged part was used."),
  DATABASE_UNWRITABLE(
      6,
      ErrorType.EXTERNAL,
      "an advisory database can't be written",
      "Check the directory, its permissions and the free space."),
  NO_SUCH_SNAPSHOT(
      7,
      ErrorType.USER,
      "no installed advisory database has this digest",
      "`seaworthy db status` lists those that are installed."),
  FEED_UNREADABLE(
      8,
      ErrorType.EXTERNAL,
      "a feed can't be read",
      "Check the path named in the message; fetch the feed again if it is damaged."),
  FEED_DAMAGED(
      9,
      ErrorType.EXTERNAL,
      "a feed is damaged",
      "Fetch it again; no database was made from what could be read."),
  NO_FEED_FOUND(
      10,
      ErrorType.USER,
      "no feed in what was named",
      "docs/reference-feeds.md says what is read."),
  FETCH_FAILED(
      11,
      ErrorType.EXTERNAL,
      "a feed can't be fetched",
      "Check the network, the proxy and the feed's address; the installed database is unchanged."),
  FEED_TOO_LARGE(
      12,
      ErrorType.LIMIT,
      "a feed beyond a limit",
      "Raise the limit only if you trust the source."),
  DATABASE_UNSIGNED(
      13,
      ErrorType.EXTERNAL,
      "an advisory database without a signature",
      "Build it with `seaworthy db build`, which signs it."),
  DATABASE_UNTRUSTED(
      14,
      ErrorType.USER,
      "an advisory database signed by a key that isn't trusted here",
      "If you know whose key it is, `seaworthy db install --key FILE` pins it."),
  DATABASE_SIGNATURE_WRONG(
      15,
      ErrorType.EXTERNAL,
      "an advisory database whose signature doesn't fit",
      "Copy or build it again; nothing of it was used."),
  DATABASE_DATED_LATER(
      16,
      ErrorType.EXTERNAL,
      "an advisory database with data from the future",
      "Check this machine's clock; if it is right, don't use this file.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  AdvisoryError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-ADVISORY-%04d", number);
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
