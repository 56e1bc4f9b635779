package dev.seaworthy.inventory.classifier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a classifier looks for in a file's bytes, which are taken as ISO-8859-1 text.
///
/// It is written as a regular expression of a small kind (see [PatternReader]) in which these words
/// stand for the version:
///
/// - `{version}`: numbers with dots between
/// - `{packed}`: one digit and twice two digits without dots, as in 20914 for 2.9.14
/// - `{named}`: the version that the file's own name begins (`3.11` of `python3.11`), continued to
///   at least three numbers
///
/// A group `(?<version>…)` of its own may take the place of these words. A group `(?<update>…)`
/// behind it belongs to the version too; CPE keeps it apart.
record BytePattern(String source) {

  private static final String VERSION = "(?<version>[0-9]{1,9}+(?:\\.[0-9]{1,9}+){1,5}+)";
  private static final String PACKED = "(?<major>[0-9])(?<minor>[0-9]{2}+)(?<patch>[0-9]{2}+)";
  private static final String NUMBER = "\\.[0-9]{1,9}+";
  private static final String REST = "(?:\\.[0-9]{1,9}+){0,4}+(?:(?:a|b|rc)[0-9]{1,3}+)?+";

  /// Whether it needs a version from the file's name.
  boolean isNamed() {
    return source.contains("{named}");
  }

  /// The pattern for a file.
  ///
  /// @param named the version in the file's name, or empty
  Compiled compile(String named) {
    String text =
        source
            .replace("{version}", VERSION)
            .replace("{packed}", PACKED)
            .replace("{named}", "(?<version>" + threeNumbers(named) + REST + ")");
    PatternReader reader = PatternReader.read(text);
    return new Compiled(Pattern.compile(reader.expression()), reader.anchor());
  }

  private static String threeNumbers(String named) {
    long missing = 2 - named.chars().filter(c -> c == '.').count();
    return named.replace(".", "\\.") + NUMBER.repeat((int) Math.max(0, missing));
  }

  /// A pattern ready for use.
  ///
  /// @param anchor the longest text that stands in everything the expression fits
  record Compiled(Pattern expression, String anchor) {

    /// The first fit that covers a place, or null.
    @Nullable Hit find(String text, int from, int to) {
      Matcher matcher = expression.matcher(text);
      while (matcher.find()) {
        if (matcher.start() > from) {
          return null;
        }
        if (matcher.end() >= to) {
          return hit(matcher);
        }
      }
      return null;
    }

    /// The fit at the very beginning of a text, or null.
    @Nullable Hit findAtStart(String text) {
      Matcher matcher = expression.matcher(text);
      return matcher.lookingAt() ? hit(matcher) : null;
    }

    private static Hit hit(Matcher matcher) {
      if (matcher.namedGroups().containsKey("major")) {
        String version =
            "%s.%s.%s"
                .formatted(
                    matcher.group("major"),
                    Integer.parseInt(matcher.group("minor")),
                    Integer.parseInt(matcher.group("patch")));
        return new Hit(version, "", matcher.group());
      }
      String update = matcher.namedGroups().containsKey("update") ? matcher.group("update") : null;
      return new Hit(matcher.group("version"), update == null ? "" : update, matcher.group());
    }
  }

  /// What a pattern fitted.
  ///
  /// @param version without the update
  /// @param update such as `p1`, or empty
  /// @param text all that the pattern fitted
  record Hit(String version, String update, String text) {

    String fullVersion() {
      return version + update;
    }
  }
}
