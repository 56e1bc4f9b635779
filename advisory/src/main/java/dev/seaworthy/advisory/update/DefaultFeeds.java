package dev.seaworthy.advisory.update;

import java.net.URI;
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

  public static List<FeedAddress> addresses() {
    return List.of(
        new FeedAddress.OsvBucket(
            URI.create("https://osv-vulnerabilities.storage.googleapis.com/"),
            Set.of(),
            OSV_WITHOUT),
        new FeedAddress.DebianTracker(
            URI.create("https://security-tracker.debian.org/tracker/data/json")),
        new FeedAddress.AlpineSecdb(URI.create("https://secdb.alpinelinux.org/"), ALPINE_BRANCHES),
        new FeedAddress.Plain("wolfi", URI.create("https://packages.wolfi.dev/os/security.json")),
        new FeedAddress.Plain(
            "chainguard", URI.create("https://packages.cgr.dev/chainguard/security.json")));
  }
}
