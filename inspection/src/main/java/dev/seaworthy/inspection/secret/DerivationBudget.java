package dev.seaworthy.inspection.secret;

/// How many iterations may be spent on trying passwords: a key store names the number that each try
/// takes, and a hostile one names billions.
final class DerivationBudget {

  /// For one key store, all passwords together: six of what the JDK asks for, and more of what
  /// OpenSSL does.
  private static final int STORE_ITERATIONS = 100_000;

  private long left;
  private long leftOfStore;

  /// @param iterations for all key stores
  DerivationBudget(long iterations) {
    this.left = iterations;
  }

  /// The next key store begins.
  void begin() {
    leftOfStore = STORE_ITERATIONS;
  }

  /// Whether so many more may be done, which then count as done.
  boolean take(int iterations) {
    boolean isGiven = iterations <= leftOfStore && iterations <= left;
    if (isGiven) {
      leftOfStore -= iterations;
      left -= iterations;
    }
    return isGiven;
  }
}
