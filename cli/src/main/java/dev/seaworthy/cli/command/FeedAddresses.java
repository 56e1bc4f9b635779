package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.update.DefaultFeeds;
import dev.seaworthy.advisory.update.FeedAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which feeds to fetch from where: the usual ones, at other addresses where such are given.
final class FeedAddresses {

  private FeedAddresses() {}

  /// @param osv the folder of OSV's ecosystems; empty for none, null for the usual one
  /// @param debian the tracker's JSON; empty for none, null for the usual one
  /// @param alpine the folder of secdb's branches; empty for none, null for the usual one
  /// @param ecosystems only these of OSV's; empty for all
  /// @param branches only these of Alpine's; empty for all
  /// @param others further files that are feeds
  static List<FeedAddress> of(
      @Nullable String osv,
      @Nullable String debian,
      @Nullable String alpine,
      List<String> ecosystems,
      List<String> branches,
      List<FeedAddress> others) {
    List<FeedAddress> addresses = new ArrayList<>();
    Set<String> only = Set.copyOf(ecosystems);
    if (osv == null) {
      addresses.add(DefaultFeeds.osv(only));
    } else if (!osv.isEmpty()) {
      addresses.add(DefaultFeeds.osv(URI.create(osv), only));
    }
    if (debian == null) {
      addresses.add(DefaultFeeds.debianTracker());
    } else if (!debian.isEmpty()) {
      addresses.add(new FeedAddress.DebianTracker(URI.create(debian)));
    }
    if (alpine == null) {
      addresses.add(DefaultFeeds.alpineSecdb(branches));
    } else if (!alpine.isEmpty()) {
      addresses.add(DefaultFeeds.alpineSecdb(URI.create(alpine), branches));
    }
    // Whoever fetches from elsewhere wants no other host asked.
    if (osv == null && debian == null && alpine == null) {
      addresses.addAll(DefaultFeeds.rolling());
      addresses.addAll(DefaultFeeds.further());
    }
    addresses.addAll(others);
    return addresses;
  }
}
