package dev.seaworthy.inventory.sbom;

import dev.seaworthy.inventory.classifier.BinaryClassifierCataloger;

/// How an identity was found, in the words of CycloneDX.
///
/// @param word the format's own word
/// @param confidence from 0 to 1, as a plain decimal
record Technique(String word, String confidence) {

  private static final Technique MANIFEST = new Technique("manifest-analysis", "1");
  private static final Technique BINARY = new Technique("binary-analysis", "1");
  private static final Technique CLASSIFIED = new Technique("binary-analysis", "0.8");
  private static final Technique FILE_NAME = new Technique("filename", "0.5");

  /// @param method as in [dev.seaworthy.inventory.Evidence#method]
  static Technique of(String method) {
    if (method.startsWith(BinaryClassifierCataloger.METHOD)) {
      return CLASSIFIED;
    }
    return switch (method) {
      case "file name" -> FILE_NAME;
      case "go build info" -> BINARY;
      default -> MANIFEST;
    };
  }
}
