package dev.seaworthy.advisory.update;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where the feeds are published that we read when nobody says otherwise.
public final class DefaultFeeds {

  private static final List<String> ALPINE_BRANCHES =
      List.of(
          "edge", "v3.10", "v3.11", "v3.12", "v3.13", "v3.14", "v3.15", "v3.16", "v3.17", "v3.18",
          "v3.19", "v3.20", "v3.21", "v3.22", "v3.23", "v3.24");

  /// What an inventory can't hold, and what another address has from its own source.
  private static final Set<String> OSV_WITHOUT =
      Set.of("Alpine", "Android", "GIT", "Linux", "OSS-Fuzz", "UVI", "[EMPTY]");

  private DefaultFeeds() {}

  /// All of them.
  public static List<FeedAddress> addresses() {
    List<FeedAddress> all =
        new ArrayList<>(List.of(osv(Set.of()), debianTracker(), alpineSecdb(ALPINE_BRANCHES)));
    all.addAll(rolling());
    return List.copyOf(all);
  }

  /// OSV's bucket.
  ///
  /// @param only the ecosystems to take; empty for all
  public static FeedAddress.OsvBucket osv(Set<String> only) {
    return osv(URI.create("https://osv-vulnerabilities.storage.googleapis.com/"), only);
  }

  /// A mirror of OSV's bucket.
  ///
  /// @param only the ecosystems to take; empty for all
  public static FeedAddress.OsvBucket osv(URI root, Set<String> only) {
    return new FeedAddress.OsvBucket(root, only, only.isEmpty() ? OSV_WITHOUT : Set.of());
  }

  /// The Debian security tracker.
  public static FeedAddress.DebianTracker debianTracker() {
    return new FeedAddress.DebianTracker(
        URI.create("https://security-tracker.debian.org/tracker/data/json"));
  }

  /// Alpine's security database.
  ///
  /// @param only the branches to take; empty for all
  public static FeedAddress.AlpineSecdb alpineSecdb(List<String> only) {
    return alpineSecdb(URI.create("https://secdb.alpinelinux.org/"), only);
  }

  /// A mirror of Alpine's security database.
  ///
  /// @param only the branches to take; empty for all
  public static FeedAddress.AlpineSecdb alpineSecdb(URI root, List<String> only) {
    return new FeedAddress.AlpineSecdb(root, only.isEmpty() ? ALPINE_BRANCHES : only);
  }

  /// Distributions without releases that publish in Alpine's form.
  public static List<FeedAddress> rolling() {
    return List.of(
        new FeedAddress.Plain("wolfi", URI.create("https://packages.wolfi.dev/os/security.json")),
        new FeedAddress.Plain(
            "chainguard", URI.create("https://packages.cgr.dev/chainguard/security.json")));
  }
}
