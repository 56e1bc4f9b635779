package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.SnapshotInfo;
import java.nio.file.Path;
import java.util.List;

/// What a build did.
///
/// @param info of the new database
/// @param sizeBytes of its file
/// @param damaged records that could not be read, in the order found; at most
///   [DatabaseBuilder#DAMAGED_KEPT] of them, the counts of all are in `info`
/// @param leftOut what was read and not taken, by reason
/// @param unrecognised files among the input that are no feed of ours
public record BuildReport(
    SnapshotInfo info,
    long sizeBytes,
    List<DamagedRecord> damaged,
    List<LeftOut> leftOut,
    List<Path> unrecognised) {

  public BuildReport {
    damaged = List.copyOf(damaged);
    leftOut = List.copyOf(leftOut);
    unrecognised = List.copyOf(unrecognised);
  }

  /// What a feed holds and the database doesn't, on purpose.
  ///
  /// @param feed such as `redhat-vex`
  /// @param reason for people
  /// @param count how often
  public record LeftOut(String feed, String reason, long count) {}

  /// A record that is missing from the database.
  ///
  /// @param feed such as `osv/npm`
  /// @param record its id or its place in the feed
  /// @param reason what is wrong with it, for people
  public record DamagedRecord(String feed, String record, String reason) {}
}
