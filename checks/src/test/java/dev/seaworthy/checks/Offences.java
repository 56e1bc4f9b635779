package dev.seaworthy.checks;

import java.util.List;

/// What rules say of planted faults.
final class Offences {
  private static final String MAIN = "base/src/main/java/dev/seaworthy/base/Planted.java";
  private static final String TEST = "base/src/test/java/dev/seaworthy/base/PlantedTest.java";

  private Offences() {}

  /// The subjects of what a rule finds in a main source.
  static List<String> inMain(JavaRule rule, String text) {
    return in(new JavaRules(List.of(rule)), SourceFile.of(MAIN, text));
  }

  /// The subjects of what a rule finds in a test source.
  static List<String> inTest(JavaRule rule, String text) {
    return in(new JavaRules(List.of(rule)), SourceFile.of(TEST, text));
  }

  /// The subjects of what a rule finds in some files.
  static List<String> in(TidyRule rule, SourceFile... files) {
    return rule.offences(Repository.of(files)).map(Offence::subject).toList();
  }
}
