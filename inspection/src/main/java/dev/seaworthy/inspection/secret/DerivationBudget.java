package dev.seaworthy.inspection.secret;

import java.util.concurrent.atomic.AtomicLong;

/// How many iterations may be spent on trying passwords in one scan: a key store names the number
/// that each try takes, a hostile one names billions, and a hostile image holds thousands of them.
final class DerivationBudget {

  /// For one key store, all passwords together: six of what the JDK asks for, and more of what
  /// OpenSSL does.
  private static final int STORE_ITERATIONS = 100_000;

  private final AtomicLong left;

  /// @param iterations for all key stores
  DerivationBudget(long iterations) {
    this.left = new AtomicLong(iterations);
  }

  /// The share of the next key store.
  Share share() {
    return new Share();
  }

  /// What one key store may take. Used by one thread.
  final class Share {
    private int leftOfStore = STORE_ITERATIONS;
    private boolean isScanSpent;

    /// Whether so many more may be done, which then count as done.
    boolean take(int iterations) {
      if (iterations > leftOfStore) {
        return false;
      }
      long before = left.getAndUpdate(now -> iterations <= now ? now - iterations : now);
      isScanSpent = iterations > before;
      if (!isScanSpent) {
        leftOfStore -= iterations;
      }
      return !isScanSpent;
    }

    /// Whether it is the other key stores of the scan that have left too little: another time there
    /// may be more.
    boolean isScanSpent() {
      return isScanSpent;
    }
  }
}
