package dev.seaworthy.advisory.version;

import dev.seaworthy.base.Text;
import java.util.Arrays;

/// A version of an ecosystem whose rules we don't have. Two such versions are ordered only where
/// every known ordering would answer alike: where numbers between dots differ before anything else
/// does.
final class GenericVersion implements ParsedVersion {

  private static final int NUMBER_DIGITS_MAX = 18;
  private static final int SHOWN_CHARS = 60;

  private final VersionScheme scheme;
  private final String text;

  /// The numbers at the beginning, up to the first one that schemes read differently.
  private final long[] numbers;

  /// Whether those numbers are the whole version.
  private final boolean isWhole;

  private final VersionOrder.Incomparable unsure;

  private GenericVersion(VersionScheme scheme, String text, long[] numbers, boolean isWhole) {
    this.scheme = scheme;
    this.text = text;
    this.numbers = numbers;
    this.isWhole = isWhole;
    this.unsure =
        new VersionOrder.Incomparable(
            "no ordering is known for \"%s\", and its numbers alone don't decide"
                .formatted(Text.shorten(text, SHOWN_CHARS)));
  }

  static ParsedVersion parse(VersionScheme scheme, String text) {
    String version = text.strip();
    int place = version.startsWith("v") ? 1 : 0;
    long[] numbers = new long[4];
    int count = 0;
    boolean isWhole = false;
    while (true) {
      int end = Scan.digitsEnd(version, place);
      boolean isPlain =
          end > place
              && end - place <= NUMBER_DIGITS_MAX
              && (end - place == 1 || version.charAt(place) != '0');
      if (!isPlain) {
        break;
      }
      numbers = count == numbers.length ? Arrays.copyOf(numbers, count * 2) : numbers;
      numbers[count++] = Long.parseLong(version, place, end, 10);
      isWhole = end == version.length();
      if (isWhole || version.charAt(end) != '.') {
        place = end;
        break;
      }
      place = end + 1;
    }
    boolean isEpoch =
        count == 1 && place < version.length() && ":!".indexOf(version.charAt(place)) >= 0;
    if (count == 0 || isEpoch) {
      return UnorderedVersion.of(scheme, text, "it doesn't begin with numbers between dots");
    }
    return new GenericVersion(scheme, text, Arrays.copyOf(numbers, count), isWhole);
  }

  @Override
  public VersionScheme scheme() {
    return scheme;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public VersionOrder order(ParsedVersion other) {
    if (!(other instanceof GenericVersion generic)) {
      return ParsedVersion.orderUnless(this, other);
    }
    if (text.equals(generic.text)) {
      return VersionOrder.Certain.EQUAL;
    }
    int place = Arrays.mismatch(numbers, generic.numbers);
    int common = Math.min(numbers.length, generic.numbers.length);
    if (place >= 0 && place < common) {
      return VersionOrder.Certain.of(Long.compare(numbers[place], generic.numbers[place]));
    }
    if (!isWhole || !generic.isWhole) {
      return isWhole ? generic.unsure : unsure;
    }
    if (place < 0) {
      return VersionOrder.Certain.EQUAL;
    }
    // 1.0 and 1.0.0 are one version here and two there; 1.0 and 1.0.1 are ordered everywhere.
    long[] longer = numbers.length > common ? numbers : generic.numbers;
    for (int i = common; i < longer.length; i++) {
      if (longer[i] != 0) {
        return VersionOrder.Certain.of(Integer.compare(numbers.length, generic.numbers.length));
      }
    }
    return unsure;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GenericVersion generic && text.equals(generic.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return scheme.id() + ":" + text;
  }
}
