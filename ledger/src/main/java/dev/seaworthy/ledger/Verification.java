package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import java.util.List;

/// What a verifier found.
///
/// @param ledger the ledger's id
/// @param records how many were read
/// @param last the digest of the last one
/// @param signed the sequence that the latest fitting head reaches to; 0 without head. Whoever owns
///   the disk could have made what comes after it
/// @param tornBytes at the very end: a record whose writing was cut short, which was never
///   acknowledged
/// @param faults in the order of the records
public record Verification(
    String ledger,
    long records,
    Digest last,
    long signed,
    long tornBytes,
    List<LedgerFault> faults) {

  public Verification {
    faults = List.copyOf(faults);
  }

  /// Whether nothing is wrong.
  public boolean isWhole() {
    return faults.isEmpty();
  }
}
