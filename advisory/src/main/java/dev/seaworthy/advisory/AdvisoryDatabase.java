package dev.seaworthy.advisory;

import java.util.List;
import java.util.Optional;

/// A snapshot of advisories, immutable and addressed by its digest. Opened lazily: opening reads
/// the header only, every part is checked against its hash when it is first touched. Safe for use
/// from several threads.
public interface AdvisoryDatabase extends AutoCloseable {

  /// What the snapshot says of itself.
  SnapshotInfo info();

  /// All statements on a package, in a fixed order; empty when there are none.
  ///
  /// @param ecosystem OSV's word, such as `Debian:12`
  List<Advisory> advisories(String ecosystem, String packageName);

  /// All statements that carry this id or have it among their aliases.
  List<Advisory> byId(AdvisoryId id);

  /// The texts of a flaw.
  Optional<Flaw> flaw(AdvisoryId id);

  /// Whether there is any statement on this ecosystem, so that "nothing found" differs from
  /// "nothing known".
  boolean covers(String ecosystem);

  @Override
  void close();
}
