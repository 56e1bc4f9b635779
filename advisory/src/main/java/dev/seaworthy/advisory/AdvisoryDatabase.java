package dev.seaworthy.advisory;

import java.util.List;
import java.util.Optional;

/// A snapshot of advisories, immutable and addressed by its digest. Opened lazily: opening reads
/// the header only, every part is checked against its hash when it is first touched, and a part
/// that fails the check ends the operation with [AdvisoryError#DATABASE_DAMAGED]. Safe for use from
/// several threads.
public interface AdvisoryDatabase extends AutoCloseable {

  /// What the snapshot says of itself.
  SnapshotInfo info();

  /// All statements on a package, decoded one at a time and only as far as asked, in a fixed order.
  ///
  /// @param ecosystem OSV's word, such as `Debian:12`
  /// @param packageName in any spelling that the ecosystem takes for the same package
  Statements statements(String ecosystem, String packageName);

  /// All statements that carry this id, have it among their aliases or speak of it, in a fixed
  /// order.
  List<Advisory> byId(AdvisoryId id);

  /// What is known about a flaw, asked by any of its ids.
  Optional<Flaw> flaw(AdvisoryId id);

  /// What else is known about a flaw, asked by its CVE: whether it is exploited, how likely that
  /// is, what coordinators decided; of each source and kind the latest, in a fixed order.
  default List<Enrichment> enrichments(AdvisoryId id) {
    return List.of();
  }

  /// Until when a product's releases are supported, by the name that the source gives it.
  default Optional<Lifecycle> lifecycle(String product) {
    return Optional.empty();
  }

  /// The products that there are lifecycles of, sorted.
  default List<String> products() {
    return List.of();
  }

  /// Whether a source speaks of this ecosystem as a whole, so that "nothing found" differs from
  /// "nothing known".
  boolean covers(String ecosystem);

  /// Whether there are statements on any package of the ecosystem, though silence on another may
  /// say nothing.
  boolean touches(String ecosystem);

  /// The ecosystems that there are statements on, sorted.
  List<String> ecosystems();

  @Override
  void close();
}
