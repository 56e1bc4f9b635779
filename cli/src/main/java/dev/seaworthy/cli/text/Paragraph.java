package dev.seaworthy.cli.text;

import java.util.ArrayList;
import java.util.List;

/// Flows pieces of text into lines of a width, parted by two blanks; a piece moves to the next line
/// as a whole, and only one that no line holds is broken at blanks, or where it must.
public final class Paragraph {

  private static final String GAP = "  ";

  private final int width;
  private final String indent;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int columns;
  private boolean isLineEmpty = true;

  /// @param firstIndent what the first line begins with
  /// @param indent what every further line begins with
  public Paragraph(int width, String firstIndent, String indent) {
    this.width = width;
    this.indent = indent;
    begin(firstIndent);
  }

  /// Adds a piece; an empty one is left out.
  public Paragraph piece(String text) {
    return piece(text, Ink.PLAIN, Ink.Tone.STRONG);
  }

  /// Adds a piece in a tone.
  public Paragraph piece(String text, Ink ink, Ink.Tone tone) {
    if (!text.isEmpty()) {
      add(text, GAP, ink, tone);
    }
    return this;
  }

  private void add(String text, String gap, Ink ink, Ink.Tone tone) {
    int needed = Columns.of(text);
    if (!isLineEmpty && columns + gap.length() + needed > width) {
      end();
    }
    if (!isLineEmpty) {
      append(gap, gap);
    }
    if (columns + needed <= width) {
      append(text, ink.paint(tone, text));
    } else {
      broken(text, ink, tone);
    }
  }

  /// Adds prose: its words flow from line to line, parted by single blanks.
  public Paragraph prose(String text) {
    String gap = GAP;
    for (String word : text.split(" ", -1)) {
      if (!word.isEmpty()) {
        add(word, gap, Ink.PLAIN, Ink.Tone.STRONG);
        gap = " ";
      }
    }
    return this;
  }

  /// The lines, without line feeds.
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (!isLineEmpty) {
      all.add(line.toString());
    }
    return all;
  }

  private void broken(String text, Ink ink, Ink.Tone tone) {
    String rest = text;
    while (!rest.isEmpty()) {
      int room = Math.max(1, width - columns);
      String part = Columns.beginning(rest, room);
      if (part.isEmpty()) {
        part = rest.substring(0, Character.charCount(rest.codePointAt(0)));
      }
      if (part.length() < rest.length()) {
        int blank = rest.lastIndexOf(' ', part.length());
        part = blank > 0 ? rest.substring(0, blank) : part;
      }
      append(part, ink.paint(tone, part));
      rest = rest.substring(part.length()).stripLeading();
      if (!rest.isEmpty()) {
        end();
      }
    }
  }

  private void append(String plain, String painted) {
    line.append(painted);
    columns += Columns.of(plain);
    isLineEmpty = false;
  }

  private void end() {
    lines.add(line.toString());
    begin(indent);
  }

  private void begin(String with) {
    line.setLength(0);
    line.append(with);
    columns = with.length();
    isLineEmpty = true;
  }

  /// The lines, each with a line feed.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String each : lines()) {
      text.append(each).append('\n');
    }
    return text.toString();
  }
}
