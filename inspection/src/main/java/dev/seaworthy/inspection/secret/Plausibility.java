package dev.seaworthy.inspection.secret;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a value may be a secret: how random it looks, and whether it only stands for one.
final class Plausibility {

  /// Stand for a value that somebody is to put there.
  private static final List<String> STAND_INS =
      List.of(
          "example",
          "xxxx",
          "changeme",
          "change-me",
          "change_me",
          "placeholder",
          "redacted",
          "dummy",
          "your-",
          "your_",
          "yourpass",
          "yoursecret",
          "<your",
          "insert",
          "replace",
          "todo",
          "foobar",
          "notasecret",
          "not-a-secret",
          "lorem",
          "****",
          "....",
          "-----",
          "____");

  /// Say in a name that the value is about a secret and none itself.
  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)(?:^|[_.$-])(?:pub|public)|public[_-]?key|publishable|(?:id|ids|name|names|url|uri|path|file|files|dir"
              + "|type|types|label|hint|regex|regexp|pattern|placeholder|field|fields|policy|length|len|size|count"
              + "|format|prefix|suffix|header|algorithm|alg|error|message|msg|title|text|description|desc|endpoint"
              + "|version|hash|hashes|digest|checksum|sha\\d*|md5|expiry|expires|expiration|ttl|timeout|style|class"
              + "|index|kind|provider|manager|store|service|param|parameter|selector|icon|map|list|array|enabled"
              + "|required|min|max|test|tests|mock|fake|demo|strength|input|cookie|attr|attribute|element|css"
              + "|color|view|page|form|button|link|char|chars|alphabet|charset|symbol|symbols|tokenizer|author"
              + "|authors|authority|authorization[_-]?url|keyword|keywords|keycode|keyboard|keyframe|keypath"
              + "|monkey|turkey|donkey|hotkey|primarykey|foreignkey|partitionkey|sortkey|cachekey|i18nkey"
              + "|translationkey|issuekey|csrf|xsrf|nonce|captcha|sitekey|site[_-]?key|integrity|guid|uuid)$");

  private static final Pattern HASH =
      Pattern.compile("(?i)(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})");

  private Plausibility() {}

  /// Shannon's entropy of the characters, in bits for each.
  static double entropy(String value) {
    int[] counts = new int[256];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 0xff]++;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / value.length();
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return entropy;
  }

  /// Whether the value only shows where a secret belongs, in documentation or a template.
  static boolean isStandIn(String value) {
    String folded = value.toLowerCase(Locale.ROOT);
    for (String word : STAND_INS) {
      if (folded.contains(word)) {
        return true;
      }
    }
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    return value.contains("${")
        || value.contains("{{")
        || value.contains("$(")
        || value.contains("%(")
        || value.contains("#{")
        || (first == '<' && last == '>')
        || (first == '[' && last == ']')
        || (first == '%' && last == '%')
        || (first == '$' && value.length() > 1 && isName(value, 1));
  }

  private static boolean isName(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (!(unit == '_' || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9'))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the name is of something about a secret, such as its length, and not of the secret.
  static boolean isAboutASecret(String name) {
    return ABOUT.matcher(name).find();
  }

  /// Whether a value has the form of a checksum: MD5, SHA-1 or SHA-2 in hexadecimal digits.
  static boolean isHash(String value) {
    return HASH.matcher(value).matches();
  }

  /// Whether a value looks drawn by chance: letters and digits mixed, and neither words put
  /// together nor a run of the alphabet nor one thing repeated.
  static boolean isRandom(String value) {
    int digits = 0;
    int letters = 0;
    int changes = 0;
    int repeats = 0;
    int runs = 0;
    int last = 0;
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      int kind = kind(unit);
      digits += kind == DIGIT ? 1 : 0;
      letters += kind == LOWER || kind == UPPER ? 1 : 0;
      if (i > 0) {
        changes += kind != last && !(last == UPPER && kind == LOWER) ? 1 : 0;
        repeats += unit == value.charAt(i - 1) ? 1 : 0;
        runs += unit == value.charAt(i - 1) + 1 ? 1 : 0;
      }
      last = kind;
    }
    int length = value.length();
    return digits > 0
        && letters > 0
        && changes >= Math.max(3, length / 8)
        && repeats * 4 < length
        && runs * 3 < length;
  }

  private static final int DIGIT = 1;
  private static final int LOWER = 2;
  private static final int UPPER = 3;

  private static int kind(char unit) {
    if (unit >= '0' && unit <= '9') {
      return DIGIT;
    }
    if (unit >= 'a' && unit <= 'z') {
      return LOWER;
    }
    return unit >= 'A' && unit <= 'Z' ? UPPER : 0;
  }
}
