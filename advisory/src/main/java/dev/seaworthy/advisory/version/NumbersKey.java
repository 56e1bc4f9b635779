package dev.seaworthy.advisory.version;

/// Versions that are nothing but numbers: compared one by one, and a version comes before the
/// longer ones that it begins (Haskell's PVP; R's `package_version`).
enum NumbersKey implements KeyedVersion.Writer {
  HACKAGE("."),
  CRAN(".-");

  private static final int END = 1;
  private static final int NUMBER = 2;

  private final String separators;

  NumbersKey(String separators) {
    this.separators = separators;
  }

  @Override
  public boolean write(String text, SortKey key) {
    int place = 0;
    while (true) {
      int end = Scan.digitsEnd(text, place);
      if (end == place) {
        return key.refuse("a number is missing at character " + (place + 1));
      }
      key.mark(NUMBER);
      key.number(text, place, end);
      if (end == text.length()) {
        key.mark(END);
        return true;
      }
      if (separators.indexOf(text.charAt(end)) < 0) {
        return key.refuse("a number is followed by what is no separator");
      }
      place = end + 1;
    }
  }
}
