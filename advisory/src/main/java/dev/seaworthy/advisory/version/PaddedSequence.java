package dev.seaworthy.advisory.version;

/// Writes a sequence that its ecosystem thinks of as continued by zeros for ever: elements below
/// zero, zeros, and elements above zero. Runs of zeros are counted, so that trailing ones vanish
/// and those within still order: a longer run puts a negative element later and a positive one
/// earlier.
final class PaddedSequence {

  private static final int NEGATIVE = 1;
  private static final int END = 2;
  private static final int POSITIVE = 3;

  private final SortKey key = new SortKey();
  private int zeros;
  private int firstSign;

  /// An element of value zero.
  void addZero() {
    zeros++;
  }

  /// An element before zero; its own key orders it among those.
  void addNegative(SortKey element) {
    key.mark(NEGATIVE);
    key.wideMark(zeros);
    add(element, -1);
  }

  /// An element after zero; its own key orders it among those.
  void addPositive(SortKey element) {
    key.mark(POSITIVE);
    key.wideMark(0xFFFF - zeros);
    add(element, 1);
  }

  private void add(SortKey element, int sign) {
    key.append(element);
    zeros = 0;
    if (firstSign == 0) {
      firstSign = sign;
    }
  }

  /// Forgets the zeros that nothing but zeros followed so far.
  void dropZeros() {
    zeros = 0;
  }

  /// Where the whole sequence stands relative to nothing but zeros.
  int sign() {
    return firstSign;
  }

  /// The key of the whole sequence.
  SortKey finish() {
    key.mark(END);
    return key;
  }
}
