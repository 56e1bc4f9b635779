package dev.seaworthy.advisory.database;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What to build a database from.
///
/// @param from files and directories that hold feeds
/// @param out the file to make; replaced in one step when all went well, untouched otherwise
/// @param publishedBy dates of feeds that name none themselves, by the feed's file, as the server
///   told when it was fetched
/// @param isStarterSet whether this is the set that comes with the program
public record BuildRequest(
    List<Path> from, Path out, Map<Path, Instant> publishedBy, boolean isStarterSet) {
  public BuildRequest {
    from = List.copyOf(from);
    publishedBy = Map.copyOf(publishedBy);
  }

  /// The ordinary case: feeds in, a database out.
  public static BuildRequest of(List<Path> from, Path out) {
    return new BuildRequest(from, out, Map.of(), false);
  }
}
