package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.install.FeedSource;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which feeds to fetch from where: the usual ones, at other addresses where such are given.
final class FeedAddresses {

  private FeedAddresses() {}

  /// @param osv the folder of OSV's ecosystems; empty for none, null for the usual one
  /// @param debian the tracker's JSON; empty for none, null for the usual one
  /// @param alpine the folder of secdb's branches; empty for none, null for the usual one
  /// @param ecosystems only these of OSV's; empty for all
  /// @param branches only these of Alpine's; empty for all
  static List<FeedSource> of(
      @Nullable String osv,
      @Nullable String debian,
      @Nullable String alpine,
      List<String> ecosystems,
      List<String> branches) {
    List<FeedSource> sources = new ArrayList<>();
    for (FeedSource usual : FeedSource.standard()) {
      String[] path = usual.path().split("/", -1);
      switch (path[0]) {
        case "osv" -> add(sources, usual, osv, path, ecosystems);
        case "alpine" -> add(sources, usual, alpine, path, branches);
        default -> {
          if (debian == null) {
            sources.add(usual);
          } else if (!debian.isEmpty()) {
            sources.add(new FeedSource(usual.path(), URI.create(debian)));
          }
        }
      }
    }
    return sources;
  }

  private static void add(
      List<FeedSource> sources,
      FeedSource usual,
      @Nullable String folder,
      String[] path,
      List<String> only) {
    if (!only.isEmpty() && !only.contains(path[1])) {
      return;
    }
    if (folder == null) {
      sources.add(usual);
    } else if (!folder.isEmpty()) {
      String slash = folder.endsWith("/") ? "" : "/";
      String name = URLEncoder.encode(path[1], StandardCharsets.UTF_8).replace("+", "%20");
      sources.add(new FeedSource(usual.path(), URI.create(folder + slash + name + "/" + path[2])));
    }
  }
}
