package dev.seaworthy.checks;

import java.util.ArrayList;
import java.util.List;

/// Finds the comments of a Java source, minding that strings may look like comments.
final class CommentReader {
  private final String text;
  private final List<Prose.Line> comments = new ArrayList<>();
  private int at;
  private int line = 1;

  CommentReader(String text) {
    this.text = text;
  }

  List<Prose.Line> read() {
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        comment("\n");
      } else if (text.startsWith("/*", at)) {
        comment("*/");
      } else if (text.startsWith("\"\"\"", at)) {
        literal("\"\"\"");
      } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
        literal(text.substring(at, at + 1));
      } else {
        step();
      }
    }
    return comments;
  }

  private void comment(String end) {
    int first = line;
    int found = text.indexOf(end, at + 2);
    int stop = found < 0 ? text.length() : found;
    List<String> lines = text.substring(at, stop).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      comments.add(new Prose.Line(first + i, Prose.withoutCode(lines.get(i))));
    }
    stepTo(stop);
  }

  private void literal(String quote) {
    stepTo(at + quote.length());
    while (at < text.length() && !text.startsWith(quote, at)) {
      stepTo(at + (text.charAt(at) == '\\' ? 2 : 1));
    }
    stepTo(at + quote.length());
  }

  private void stepTo(int offset) {
    while (at < offset && at < text.length()) {
      step();
    }
  }

  private void step() {
    if (text.charAt(at) == '\n') {
      line++;
    }
    at++;
  }
}
