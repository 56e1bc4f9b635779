package dev.seaworthy.inspection.secret;

/// Reads `name = value` in the forms that programs and configuration have, from a keyword inside
/// the name on: `apiKey: "v"`, `API_KEY=v`, `"api_key" => 'v'`, `setProperty("API_KEY", "v")`,
/// `<apiKey>v</apiKey>`, `var apiKey string = "v"`, `api_key ?= v`.
final class Assignment {

  private static final int NAME_MAX = 40;
  private static final int CLOSERS_MAX = 4;
  private static final int OPERATOR_MAX = 4;
  private static final int OPENERS_MAX = 24;
  private static final int VALUE_MAX = 512;

  private static final boolean[] IN_NAME = set("_.$-", true);
  private static final boolean[] CLOSER = set("\"'`])}\\ \t", false);
  private static final boolean[] OPERATOR = set("=:>?,.+|", false);
  private static final boolean[] OPENER = set(" \t\r\n\"'`\\([{", false);
  private static final boolean[] ENDS_PLAIN = set(" \t\r\n\"'`\\,;<>()[]{}&|", false);

  private int nameStart;
  private int nameEnd;
  private int start;
  private int end;
  private char quote;
  private boolean isInList;

  private static boolean[] set(String units, boolean withAlphanumerics) {
    boolean[] set = new boolean[256];
    for (int i = 0; i < units.length(); i++) {
      set[units.charAt(i)] = true;
    }
    for (int unit = 0; withAlphanumerics && unit < 128; unit++) {
      set[unit] |= Character.isLetterOrDigit(unit);
    }
    return set;
  }

  /// Reads on from a keyword.
  ///
  /// @param keyword where it begins
  /// @param from where it ends
  /// @param limit how many bytes there are
  /// @return whether something is assigned
  boolean read(byte[] bytes, int keyword, int from, int limit) {
    int at = from;
    int stop = Math.min(limit, from + NAME_MAX);
    nameEnd = from;
    while (at < stop && (IN_NAME[bytes[at] & 0xff] || isBlank(bytes[at]))) {
      at++;
      nameEnd = isBlank(bytes[at - 1]) ? nameEnd : at;
    }
    at = skip(bytes, at, limit, CLOSERS_MAX, CLOSER);
    // A dot or a plus may end the name as well as begin the operator.
    int operator = at;
    at = skip(bytes, at, limit, OPERATOR_MAX, OPERATOR);
    if (!isAssigning(bytes, operator, at)) {
      return false;
    }
    int opener = at;
    at = skip(bytes, at, limit, OPENERS_MAX, OPENER);
    start = at;
    isInList = has(bytes, opener, at, '[');
    quote = at > opener && isQuote(bytes[at - 1]) ? (char) bytes[at - 1] : 0;
    if (!readValue(bytes, limit)) {
      return false;
    }
    nameStart = keyword;
    while (nameStart > 0
        && keyword - nameStart < NAME_MAX
        && IN_NAME[bytes[nameStart - 1] & 0xff]) {
      nameStart--;
    }
    return true;
  }

  private boolean readValue(byte[] bytes, int limit) {
    int at = start;
    int stop = Math.min(limit, start + VALUE_MAX);
    if (quote != 0) {
      while (at < stop && bytes[at] != quote && bytes[at] != '\n' && bytes[at] != '\\') {
        at++;
      }
      // What has no closing quote, or an escape inside, is a text and no single value.
      boolean isClosed = at < stop && (bytes[at] == quote || bytes[at] == '\\');
      end = at;
      return isClosed && at > start;
    }
    while (at < stop && !ENDS_PLAIN[bytes[at] & 0xff]) {
      at++;
    }
    end = at;
    return at > start;
  }

  private static int skip(byte[] bytes, int from, int limit, int max, boolean[] set) {
    int stop = Math.min(limit, from + max);
    int at = from;
    while (at < stop && set[bytes[at] & 0xff]) {
      at++;
    }
    return at;
  }

  private static boolean isAssigning(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte unit = bytes[at];
      if (unit == '=' || unit == ':' || unit == '>' || unit == ',') {
        return true;
      }
    }
    return false;
  }

  private static boolean has(byte[] bytes, int from, int to, char wanted) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte unit) {
    return unit == ' ' || unit == '\t';
  }

  private static boolean isQuote(byte unit) {
    return unit == '"' || unit == '\'' || unit == '`';
  }

  /// Where the whole name begins.
  int nameStart() {
    return nameStart;
  }

  /// Where the name ends, with words that follow it.
  int nameEnd() {
    return nameEnd;
  }

  /// Where the value begins.
  int start() {
    return start;
  }

  /// Where the value ends.
  int end() {
    return end;
  }

  /// Whether the value stands in quotes.
  boolean isQuoted() {
    return quote != 0;
  }

  /// Whether the value is the first of a list.
  boolean isInList() {
    return isInList;
  }
}
