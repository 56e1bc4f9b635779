package dev.seaworthy.ledger;

/// Records that follow each other in sequence and chain.
///
/// @param first the sequence of the first
/// @param last the sequence of the last
/// @param before the sequence of the record that stands before it in the files; 0 for none
/// @param isLinked whether the first names the digest of the record that stands before it
record Run(long first, long last, long before, boolean isLinked) {

  /// Whether the record before it is the one that should be.
  boolean isConsecutive() {
    return first == before + 1;
  }
}
