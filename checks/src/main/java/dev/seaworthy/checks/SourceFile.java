package dev.seaworthy.checks;

import java.util.List;

/// A text file of the repository.
///
/// @param path from the repository's root, with `/`
/// @param text what it holds
/// @param isExecutable whether its owner may run it
record SourceFile(String path, String text, boolean isExecutable) {
  static SourceFile of(String path, String text) {
    return new SourceFile(path, text, false);
  }

  List<String> lines() {
    return text.lines().toList();
  }

  /// The last part of the path.
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The folder, empty for the root.
  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  boolean isMarkdown() {
    return path.endsWith(".md");
  }

  /// Java that the product or its tools are made of, as against tests of it.
  boolean isMainJava() {
    return isJava() && path.contains("/src/main/java/");
  }

  boolean isTestJava() {
    return isJava() && path.contains("/src/test/");
  }

  /// What a script starts with; Debian's tools and kernels read nothing else.
  boolean isScript() {
    return text.startsWith("#!");
  }

  /// Whether people wrote it as source or prose. Resources are data, often made elsewhere.
  boolean isWritten() {
    boolean known =
        isJava()
            || isMarkdown()
            || isScript()
            || path.matches(".*\\.(sh|pl|py|js|ts|go|lua|xml|ya?ml|properties)");
    return known && !path.contains("/resources/");
  }

  /// The one-based line of an offset into the text.
  int lineAt(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(each -> each == '\n').count();
  }
}
