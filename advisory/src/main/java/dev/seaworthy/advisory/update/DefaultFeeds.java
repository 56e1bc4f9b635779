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

  /// Far enough ahead; a year that isn't there yet costs one question.
  private static final int NVD_YEAR_MAX = 2030;

  private DefaultFeeds() {}

  /// All of them.
  public static List<FeedAddress> addresses() {
    List<FeedAddress> all =
        new ArrayList<>(List.of(osv(Set.of()), debianTracker(), alpineSecdb(ALPINE_BRANCHES)));
    all.addAll(rolling());
    all.addAll(further());
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

  /// Red Hat's own word, ratings, exploitation and lifecycles.
  public static List<FeedAddress> further() {
    return List.of(
        new FeedAddress.RedHatVex(
            URI.create("https://security.access.redhat.com/data/csaf/v2/vex/")),
        new FeedAddress.NvdYears(
            URI.create("https://nvd.nist.gov/feeds/json/cve/2.0/"), 2002, NVD_YEAR_MAX),
        new FeedAddress.Plain(
            "cisa-kev",
            URI.create(
                "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json")),
        new FeedAddress.Plain(
            "first-epss",
            URI.create("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz")),
        new FeedAddress.Plain(
            "endoflife", URI.create("https://endoflife.date/api/v1/products/full")));
  }

  /// Distributions without releases that publish in Alpine's form.
  public static List<FeedAddress> rolling() {
    return List.of(
        new FeedAddress.Plain("wolfi", URI.create("https://packages.wolfi.dev/os/security.json")),
        new FeedAddress.Plain(
            "chainguard", URI.create("https://packages.cgr.dev/chainguard/security.json")));
  }
}
