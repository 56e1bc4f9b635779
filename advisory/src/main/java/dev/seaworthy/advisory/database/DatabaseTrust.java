package dev.seaworthy.advisory.database;

import dev.seaworthy.signing.VerificationKey;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// What makes an advisory database acceptable here.
///
/// @param keys whose signatures count
/// @param now data that are dated more than a day after this are refused
/// @param isUnsignedAllowed whether it came with the program itself, whose own integrity vouches
///   for it, and so bears no signature
public record DatabaseTrust(Set<VerificationKey> keys, Instant now, boolean isUnsignedAllowed) {

  /// What comes with the program.
  public static final DatabaseTrust OF_THE_PROGRAM = new DatabaseTrust(Set.of(), Instant.MAX, true);

  public DatabaseTrust {
    keys = java.util.Collections.unmodifiableSet(new TreeSet<>(keys));
  }

  /// Signed by one of these keys.
  public static DatabaseTrust of(Set<VerificationKey> keys, Instant now) {
    return new DatabaseTrust(keys, now, false);
  }
}
