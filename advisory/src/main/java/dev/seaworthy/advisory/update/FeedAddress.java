package dev.seaworthy.advisory.update;

import java.net.URI;
import java.util.List;
import java.util.Set;

/// Where a feed is published. Configuration; nothing is fetched unless somebody asks for an update.
public sealed interface FeedAddress {

  /// A bucket in the layout of OSV.dev's: `ecosystems.txt`, and `<ecosystem>/all.zip` for each line
  /// of it that names a whole ecosystem.
  ///
  /// @param root the bucket's address
  /// @param only the ecosystems to take; empty for all that `ecosystems.txt` names
  /// @param without ecosystems to leave out
  record OsvBucket(URI root, Set<String> only, Set<String> without) implements FeedAddress {
    public OsvBucket {
      only = Set.copyOf(only);
      without = Set.copyOf(without);
    }
  }

  /// The Debian security tracker's JSON, plain or packed by gzip.
  record DebianTracker(URI address) implements FeedAddress {}

  /// Alpine's security database: `<branch>/<repository>.json` below an address.
  ///
  /// @param branches such as `v3.20` and `edge`; one that isn't there (yet) is passed over, not all
  ///   of them
  record AlpineSecdb(URI root, List<String> branches) implements FeedAddress {
    public AlpineSecdb {
      branches = List.copyOf(branches);
    }
  }

  /// Red Hat's VEX documents: `archive_latest.txt` names the archive that holds them all.
  record RedHatVex(URI root) implements FeedAddress {}

  /// NVD's yearly feeds: `nvdcve-2.0-<year>.json.gz` below an address.
  ///
  /// @param firstYear of CVE numbers; the first feed holds the older ones too
  /// @param lastYear one that isn't there yet is passed over
  record NvdYears(URI root, int firstYear, int lastYear) implements FeedAddress {}

  /// Any file that is a feed: an archive of OSV records, a security database in Alpine's form.
  ///
  /// @param name a word for it, such as `wolfi`; also its file's name
  record Plain(String name, URI address) implements FeedAddress {}
}
