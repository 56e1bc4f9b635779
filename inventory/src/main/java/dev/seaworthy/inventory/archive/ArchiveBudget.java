package dev.seaworthy.inventory.archive;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.InventoryError;

/// What may still be taken from the archives of one file, nested ones included. Not for several
/// threads.
public final class ArchiveBudget {

  private final Limits limits;
  private long entries;
  private long bytes;

  public ArchiveBudget(Limits limits) {
    this.limits = limits;
  }

  public Limits limits() {
    return limits;
  }

  /// Counts an entry.
  ///
  /// @throws ArchiveException when there are too many
  public void takeEntry() throws ArchiveException {
    entries++;
    check(entries, Limit.ARCHIVE_ENTRIES);
  }

  /// Counts unpacked bytes.
  ///
  /// @throws ArchiveException when there are too many
  public void takeBytes(long count) throws ArchiveException {
    bytes += count;
    check(bytes, Limit.ARCHIVE_BYTES);
  }

  /// Whether archives may be opened inside an archive at this depth; the file itself is at 1.
  public boolean allowsDepth(int depth) {
    return depth <= limits.of(Limit.ARCHIVE_DEPTH);
  }

  private void check(long used, Limit limit) throws ArchiveException {
    if (used > limits.of(limit)) {
      throw new ArchiveException(
          InventoryError.ARCHIVE_LIMIT,
          "the limit %s = %s %s (%s) is reached"
              .formatted(limit.key(), limits.of(limit), limit.unit(), limit.meaning()));
    }
  }
}
