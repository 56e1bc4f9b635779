package dev.seaworthy.testkit.oracle;

/// How an ecosystem orders two versions.
public enum Order {
  LESS,
  EQUAL,
  GREATER,
  /// The ecosystem calls at least one of the two no version of its own.
  INVALID;

  /// The order that a comparator's result stands for.
  public static Order of(int comparison) {
    return switch (Integer.signum(comparison)) {
      case -1 -> LESS;
      case 0 -> EQUAL;
      default -> GREATER;
    };
  }

  /// Reads the word of an oracle script.
  static Order parse(String word) {
    return switch (word) {
      case "-1" -> LESS;
      case "0" -> EQUAL;
      case "1" -> GREATER;
      case "x" -> INVALID;
      default -> throw new IllegalArgumentException("an oracle answered \"" + word + "\"");
    };
  }
}
