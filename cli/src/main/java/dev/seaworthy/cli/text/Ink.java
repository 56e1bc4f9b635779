package dev.seaworthy.cli.text;

/// Colours for a terminal, or none. Colour never says what the words don't.
public enum Ink {
  PLAIN,
  COLOURED;

  private static final String RESET = "\u001b[0m";

  /// A way to set text off.
  public enum Tone {
    BAD("\u001b[1;31m"),
    WORRYING("\u001b[33m"),
    GOOD("\u001b[1;32m"),
    STRONG("\u001b[1m"),
    QUIET("\u001b[2m");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /// The text in this tone. Colours have no width, so pad before.
  public String paint(Tone tone, String text) {
    return this == PLAIN || text.isEmpty() ? text : tone.code + text + RESET;
  }
}
