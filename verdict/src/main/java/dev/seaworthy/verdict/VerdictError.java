package dev.seaworthy.verdict;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `verdict` room.
public enum VerdictError implements ErrorCode {
  BAD_RATING(
      1, ErrorType.USER, "not a rating to refuse from", "Use critical, high, moderate or low."),
  BAD_POLICY(
      2,
      ErrorType.USER,
      "not a policy",
      "Correct what the message names; docs/reference-policy.md has every member."),
  NO_SUCH_POLICY(
      3,
      ErrorType.USER,
      "no such policy",
      "seaworthy policy list names those that come with the program; a file is named with a slash or its ending."),
  BAD_FACTS(
      4,
      ErrorType.USER,
      "no declared facts",
      "Correct what the message names; docs/howto-policy.md tells what can be declared."),
  BAD_EXAMPLES(
      5,
      ErrorType.USER,
      "no examples of a policy",
      "Correct what the message names; docs/howto-policy.md shows the form."),
  BAD_RULE_EXPRESSION(
      6,
      ErrorType.USER,
      "a policy's rule is no CEL expression",
      "Correct the expression where the message points; docs/howto-policy.md lists what it may name."),
  BAD_DEVIATION(
      20, ErrorType.USER, "not a deviation", "Check the member or step that the message names."),
  DEVIATION_UNSIGNED(
      21,
      ErrorType.USER,
      "the deviation isn't signed by whom it names",
      "Let each person sign their step again; see seaworthy deviation list."),
  DEVIATION_EDITED(
      22,
      ErrorType.USER,
      "the deviation was edited after it was signed",
      "Restore the text that was signed, or ask anew."),
  DEVIATION_SELF_ENDORSED(
      23,
      ErrorType.USER,
      "whoever asked for the deviation approved it too",
      "Let a second person endorse it."),
  DEVIATION_UNDECIDED(
      24,
      ErrorType.USER,
      "the deviation isn't approved yet",
      "Record the decision of who must approve it: seaworthy deviation endorse or decide."),
  DEVIATION_NOT_ALLOWED(
      25,
      ErrorType.USER,
      "a step of the deviation was taken by somebody who may not",
      "Let somebody take the step whose duties allow it."),
  DEVIATION_REJECTED(
      26,
      ErrorType.USER,
      "the deviation was rejected or withdrawn",
      "Mend the finding, or ask anew with better reasons."),
  DEVIATION_EXPIRED(
      27, ErrorType.USER, "the deviation has expired", "Mend the finding, or ask anew."),
  DEVIATION_MOVED(
      28,
      ErrorType.USER,
      "the deviation was approved for something else",
      "Look at the finding as it is now, and ask anew."),
  DEVIATION_FIX_APPEARED(
      29,
      ErrorType.USER,
      "a fix has appeared since the deviation was asked for",
      "Update the component."),
  DEVIATION_RATING_TOO_HIGH(
      30,
      ErrorType.USER,
      "the deviation can't hold for a finding that is rated so high",
      "Get a risk adjustment approved first, or mend the finding."),
  BAD_PEOPLE(
      31,
      ErrorType.USER,
      "not a list of people",
      "Give each person a name, a key of their own and duties."),
  DEVIATION_ROLLED_BACK(
      32,
      ErrorType.USER,
      "the deviation's file is older than one that the ledger has seen",
      "Put the steps back that were taken away, or ask anew under another id.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  VerdictError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-VERDICT-%04d", number);
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
