package dev.seaworthy.advisory.update;

import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.InstalledSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an update did.
///
/// @param fetched one for each file, in the order of fetching
/// @param buildOrNull the build, unless nothing had changed
/// @param installed the database that is current now
public record UpdateReport(
    List<FetchedFeed> fetched, @Nullable BuildReport buildOrNull, InstalledSnapshot installed) {

  public UpdateReport {
    fetched = List.copyOf(fetched);
  }

  /// The build; empty when nothing had changed.
  public Optional<BuildReport> build() {
    return Optional.ofNullable(buildOrNull);
  }

  /// One file and what came of it.
  public record FetchedFeed(String name, FetchResult result) {}
}
