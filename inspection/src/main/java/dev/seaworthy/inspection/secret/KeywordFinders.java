package dev.seaworthy.inspection.secret;

/// Gives each thread what finds keywords.
interface KeywordFinders {

  /// What serves now.
  KeywordFinder forOneThread();

  /// Whether something better than that serves now.
  boolean isOutdated(KeywordFinder finder);

  /// Counts what was looked at.
  void count(long bytes);

  /// The engine's name in reports.
  String engine();

  /// The engine's version.
  String version();

  /// In plain Java.
  static KeywordFinders inJava(SecretRules rules) {
    return new KeywordFinders() {
      @Override
      public KeywordFinder forOneThread() {
        return rules.automaton();
      }

      @Override
      public boolean isOutdated(KeywordFinder finder) {
        return false;
      }

      @Override
      public void count(long bytes) {
        // Nothing depends on it.
      }

      @Override
      public String engine() {
        return "java";
      }

      @Override
      public String version() {
        return Runtime.version().toString();
      }
    };
  }
}
