package dev.seaworthy.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What people wrote for people in a file: a document's text, or a source's comments.
final class Prose {
  private static final Pattern CODE = Pattern.compile("`[^`]*`|\\{@\\w+[^}]*}");
  private static final Pattern LINK_TARGET = Pattern.compile("]\\([^)]*\\)");

  private Prose() {}

  /// One line of prose.
  ///
  /// @param number one-based
  /// @param text without code and link targets
  record Line(int number, String text) {}

  static List<Line> of(SourceFile file) {
    if (file.isMarkdown()) {
      return markdown(file.lines());
    }
    return file.isJava() ? new CommentReader(file.text()).read() : List.of();
  }

  static String withoutCode(String text) {
    return LINK_TARGET.matcher(CODE.matcher(text).replaceAll("`")).replaceAll("]");
  }

  private static List<Line> markdown(List<String> lines) {
    List<Line> prose = new ArrayList<>();
    boolean isFenced = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().startsWith("```")) {
        isFenced = !isFenced;
      } else if (!isFenced) {
        prose.add(new Line(i + 1, withoutCode(line)));
      }
    }
    return prose;
  }
}
