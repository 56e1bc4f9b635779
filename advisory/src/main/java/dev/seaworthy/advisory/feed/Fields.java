package dev.seaworthy.advisory.feed;

import dev.seaworthy.base.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/// Checks and normalises what foreign records hold.
public final class Fields {

  private static final int NAME_CHARS_MAX = 1_000;
  private static final int SUMMARY_CHARS_MAX = 300;

  /// A sentence's end before this is rather an abbreviation's.
  private static final int SENTENCE_CHARS_MIN = 40;

  private static final int SHOWN_CHARS = 60;

  /// What a source that knows no date writes.
  private static final Instant FIRST_CREDIBLE = Instant.EPOCH;

  private Fields() {}

  /// A name, an ecosystem or a version that can be a part of a key.
  ///
  /// @param what what it is, for the message
  public static String name(String text, String what) throws BadRecordException {
    if (text.isEmpty()) {
      throw new BadRecordException("it has no " + what);
    }
    if (text.length() > NAME_CHARS_MAX) {
      throw new BadRecordException(
          "%s of %s characters, beginning \"%s\""
              .formatted(what, text.length(), Text.shorten(text, SHOWN_CHARS)));
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new BadRecordException(
            "%s with a control character: \"%s\"".formatted(what, Text.shorten(text, SHOWN_CHARS)));
      }
    }
    return text;
  }

  /// A date in whole seconds, or the epoch when there is none that can be believed.
  public static Instant date(String text) {
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      Instant instant =
          text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
      return instant.isBefore(FIRST_CREDIBLE)
          ? Instant.EPOCH
          : instant.truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /// A date as records carry it, empty for the epoch.
  public static String dateText(Instant date) {
    return date.equals(Instant.EPOCH) ? "" : date.toString();
  }

  /// One line for people: the summary, or the beginning of the details.
  public static String summary(String summary, String details) {
    String line = oneLine(summary);
    if (line.isEmpty()) {
      line = firstSentence(oneLine(firstParagraph(details)));
    }
    return line.length() <= SUMMARY_CHARS_MAX ? line : Text.shorten(line, SUMMARY_CHARS_MAX - 1);
  }

  private static String firstParagraph(String details) {
    String text = details.substring(0, Math.min(details.length(), 8 * SUMMARY_CHARS_MAX)).strip();
    // GitHub's records begin with a heading that says nothing.
    while (text.startsWith("#")) {
      int line = text.indexOf('\n');
      if (line < 0) {
        break;
      }
      text = text.substring(line).strip();
    }
    int end = text.indexOf("\n\n");
    return end < 0 ? text : text.substring(0, end);
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ", SENTENCE_CHARS_MIN);
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String oneLine(String text) {
    String cut =
        text.length() > 8 * SUMMARY_CHARS_MAX ? text.substring(0, 8 * SUMMARY_CHARS_MAX) : text;
    StringBuilder out = new StringBuilder(cut.length());
    boolean isAfterBlank = true;
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      boolean isBlank = Character.isWhitespace(c) || Character.isISOControl(c);
      if (!isBlank) {
        out.append(c);
      } else if (!isAfterBlank) {
        out.append(' ');
      }
      isAfterBlank = isBlank;
    }
    return out.toString().strip();
  }
}
