package dev.seaworthy.image;

/// Who tells facts of files: an [Analyser] of the files that it wants, a [ContentTap] of whatever
/// streams by.
public interface FactTeller {

  AnalyserId id();

  /// What the facts depend on beside the version, such as the digest of a rule set; goes into the
  /// keys of caches. Empty where there is nothing.
  default String dataVersion() {
    return "";
  }

  /// How the facts are kept.
  FactCodec codec();
}
