package dev.seaworthy.cli.text;

/// Numbers for people, the same in every locale.
public final class Quantities {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Quantities() {}

  /// A size in decimal units with at most three digits, such as `1.2 GB` or `212 MB`.
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    long unit = 1000;
    int name = 1;
    while ((bytes + unit / 2) / unit >= 1000) {
      if (name == UNITS.length - 1) {
        break;
      }
      unit *= 1000;
      name++;
    }
    long tenths = (bytes + unit / 20) / (unit / 10);
    String number =
        tenths < 100 ? tenths / 10 + "." + tenths % 10 : String.valueOf((bytes + unit / 2) / unit);
    return number + " " + UNITS[name];
  }

  /// A number with commas between groups of three digits.
  public static String grouped(long number) {
    String digits = String.valueOf(number);
    int first = digits.startsWith("-") ? 1 : 0;
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > first; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  /// The number with its noun, which takes an `s` unless it is one.
  public static String counted(long number, String noun) {
    return grouped(number) + " " + (number == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }
}
