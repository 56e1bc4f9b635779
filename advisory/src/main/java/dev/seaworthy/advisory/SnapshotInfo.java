package dev.seaworthy.advisory;

import dev.seaworthy.base.Digest;
import java.time.Instant;
import java.util.List;

/// What an advisory database says of itself. Nothing in it depends on when or where it was built.
///
/// @param digest of the whole snapshot: the same data give the same digest, and no bit of the file
///   can change without it
/// @param dataDate the newest date of any record's change or of a source's own publication; the
///   epoch when no source tells one
/// @param isStarterSet whether it is the small set that comes with the program
/// @param sources one for each feed that went in, by name
/// @param advisoryCount how many statements
/// @param flawCount how many flaws it has texts on
public record SnapshotInfo(
    Digest digest,
    Instant dataDate,
    boolean isStarterSet,
    List<FeedInfo> sources,
    long advisoryCount,
    long flawCount) {

  public SnapshotInfo {
    sources = List.copyOf(sources);
  }

  /// One feed as it went in.
  ///
  /// @param name such as `osv/npm` or `debian-tracker`
  /// @param dataDate the newest change in it, or its source's publication date; the epoch when
  ///   unknown
  /// @param fingerprint the SHA-256 of what was read
  /// @param records how many records went in
  /// @param damaged how many records could not be read and are missing
  /// @param licence for people; the licence of each record is with the record
  public record FeedInfo(
      String name,
      Instant dataDate,
      Digest fingerprint,
      long records,
      long damaged,
      String licence) {}
}
