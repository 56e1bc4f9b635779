package dev.seaworthy.inventory.classifier;

import java.util.List;

/// One rule that recognises one product in files of certain names.
///
/// @param name of the product; unique, and the name in its purl `pkg:generic/<name>@<version>`
/// @param kind of the files
/// @param files where it looks
/// @param patterns what it looks for; the one that fits first in the file tells the version
/// @param cpe vendor and product as NVD names them, `vendor:product`
/// @param debian the Debian package on whose files the rule is proven, or empty
/// @param origin where the samples of a rule without such a package come from, or empty
/// @param samples for each pattern bytes that it fits, in the order of the patterns, then others
record BinaryClassifier(
    String name,
    Kind kind,
    List<FileGlob> files,
    List<BytePattern> patterns,
    String cpe,
    String debian,
    String origin,
    List<Sample> samples) {

  /// What a rule looks at.
  enum Kind {
    /// Executables and shared objects.
    ELF,
    /// The first few kilobytes of a text.
    TEXT
  }

  /// Bytes around a version, as ISO-8859-1 text.
  ///
  /// @param version that they tell
  /// @param fileName of a file that they may stand in
  record Sample(String version, String fileName, String bytes) {}

  BinaryClassifier {
    files = List.copyOf(files);
    patterns = List.copyOf(patterns);
    samples = List.copyOf(samples);
  }
}
