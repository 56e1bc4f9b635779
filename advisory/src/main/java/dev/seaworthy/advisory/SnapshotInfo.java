package dev.seaworthy.advisory;

import dev.seaworthy.base.Digest;
import java.time.Instant;
import java.util.List;

/// What an advisory database says of itself.
///
/// @param digest of the whole snapshot; the same data give the same digest
/// @param dataDate the newest date of any record's change or of a source's own publication date
/// @param builtAt when it was built; not part of the digest's input unless given by the builder
/// @param isStarterSet whether it is the small set that comes with the program
/// @param sources one for each feed that went in
/// @param advisoryCount how many statements
public record SnapshotInfo(
    Digest digest,
    Instant dataDate,
    Instant builtAt,
    boolean isStarterSet,
    List<FeedInfo> sources,
    long advisoryCount) {

  public SnapshotInfo {
    sources = List.copyOf(sources);
  }

  /// @param name such as `osv/npm` or `debian-tracker`
  /// @param dataDate the newest change in it
  /// @param fingerprint the SHA-256 of what was read
  public record FeedInfo(
      String name, Instant dataDate, Digest fingerprint, long records, String licence) {}
}
