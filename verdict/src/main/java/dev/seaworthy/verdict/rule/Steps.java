package dev.seaworthy.verdict.rule;

import java.util.Collection;

/// What all rules of a policy together may cost on one image. Every part of an expression that is
/// worked out is a step, in each round of a loop anew, and a long text or list is more than one.
///
/// Mutable, of one thread.
public final class Steps {

  /// Enough for a hundred rules of ten parts on 20,000 findings; some seconds of one processor.
  public static final long MAX = 20_000_000;

  /// So much of a text or list is looked at in the time of one step.
  private static final int UNITS_A_STEP = 64;

  private long left;

  private Steps(long left) {
    this.left = left;
  }

  /// None taken yet.
  public static Steps unused() {
    return new Steps(MAX);
  }

  /// That there are no more; nobody but [Expression] sees it.
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spent() {
      super("no more steps", null, false, false);
    }
  }

  /// @param value what a part of an expression came to
  /// @throws Spent when there are no more
  void take(Object value) {
    left -= 1 + units(value) / UNITS_A_STEP;
    if (isSpent()) {
      throw new Spent();
    }
  }

  /// Whether there are no more.
  public boolean isSpent() {
    return left <= 0;
  }

  private static int units(Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case Collection<?> list -> list.size();
      default -> 0;
    };
  }
}
