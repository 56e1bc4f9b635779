package dev.seaworthy.inventory.java;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An archive's file name as `artifact-version[-classifier].suffix`.
///
/// @param version empty when the name has none
record JarFileName(String artifact, String version) {

  /// A version is numbers first; behind a dash only words that versions use. So
  /// `log4j-1.2-api-2.14.1` is split at its second number.
  private static final Pattern VERSION =
      Pattern.compile(
          "(\\d+(?:[._+]\\w+)*)"
              + "(?:-(?:\\d+[\\w.]*|[A-Za-z]+\\d[\\w.]*|(?:SNAPSHOT|RELEASE|Final|GA|CR|alpha|beta|milestone|incubating"
              + "|rc|sp|ea|b|m|v|jre|android|jdk|java|hadoop|redhat|jbossorg|patch|pre|dev|build|p)"
              + "(?:[-._]?\\d[\\w.]*)*))*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CLASSIFIER =
      Pattern.compile(
          "-(?:sources|javadoc|tests?|shaded|all|uber|fat|jar-with-dependencies|with-dependencies"
              + "|exec|boot|runner|standalone|jakarta|no_aop|noaop"
              + "|(?:linux|windows|osx|macos|natives?)(?:[-_][A-Za-z][\\w.]*)*)$");

  static JarFileName parse(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String base = dot > 0 ? fileName.substring(0, dot) : fileName;
    String plain = CLASSIFIER.matcher(base).replaceFirst("");
    JarFileName first = new JarFileName(plain, "");
    int dash = plain.indexOf('-');
    while (dash > 0) {
      Matcher version = VERSION.matcher(plain.substring(dash + 1));
      if (version.matches()) {
        JarFileName split = new JarFileName(plain.substring(0, dash), version.group());
        if (version.group(1).contains(".")) {
          return split;
        }
        // A lone number may belong to the name, as in jsr-275-0.9.1.
        first = first.version.isEmpty() ? split : first;
      }
      dash = plain.indexOf('-', dash + 1);
    }
    return first;
  }
}
