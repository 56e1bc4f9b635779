package dev.seaworthy.advisory.database;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/// Moments as nearly every source writes them, `2026-08-21T10:00:00Z`, read and written by hand:
/// there is one in every statement, and the general formatter takes ten times as long.
final class ShortDate {

  /// Not a moment in that form.
  static final long NONE = -1;

  private static final String FORM = "dddd-dd-ddTdd:dd:ddZ";
  private static final int SECONDS_A_DAY = 86_400;

  private ShortDate() {}

  /// Seconds since 1970, or [#NONE] for an earlier moment or one in another form.
  static long seconds(String text) {
    if (!hasForm(text)) {
      return NONE;
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return NONE;
    }
    try {
      long day =
          LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
      return day < 0 ? NONE : day * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second;
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private static boolean hasForm(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char there = text.charAt(i);
      if (wanted == 'd' ? there < '0' || there > '9' : there != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  /// The text of a moment.
  ///
  /// @param seconds since 1970
  /// @throws DateTimeException when it is none of the years 1970 to 9999
  static String text(long seconds) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_A_DAY));
    if (seconds < 0 || day.getYear() > 9999) {
      throw new DateTimeException("a moment outside of 1970 to 9999");
    }
    int rest = (int) (seconds % SECONDS_A_DAY);
    byte[] text = FORM.getBytes(StandardCharsets.ISO_8859_1);
    write(text, 2, day.getYear() / 100);
    write(text, 4, day.getYear() % 100);
    write(text, 7, day.getMonthValue());
    write(text, 10, day.getDayOfMonth());
    write(text, 13, rest / 3_600);
    write(text, 16, rest / 60 % 60);
    write(text, 19, rest % 60);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /// Two digits that end before a place.
  private static void write(byte[] text, int end, int number) {
    text[end - 2] = (byte) ('0' + number / 10);
    text[end - 1] = (byte) ('0' + number % 10);
  }
}
