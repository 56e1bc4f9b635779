package dev.seaworthy.inspection.secret;

/// Finds the keywords of all rules in bytes. Every one finds the same, in the same order; they
/// differ in how soon. One for each thread.
interface KeywordFinder extends AutoCloseable {

  /// Told of each word found.
  @FunctionalInterface
  interface Sink {
    /// @param word its number
    /// @param start where it begins
    void found(int word, int start);
  }

  /// Finds every word that lies in the part, by where it ends, then by its number.
  void scan(byte[] bytes, int start, int end, Sink sink);

  @Override
  void close();
}
