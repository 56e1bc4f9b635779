package dev.seaworthy.advisory.database;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What to build a database from.
///
/// @param from files and directories that hold feeds
/// @param out the file to make; replaced in one step when all went well, untouched otherwise
/// @param publishedBy dates of feeds that name none themselves, by the feed's file, as the server
///   told when it was fetched
/// @param superseded names of documents that an archive holds and must not speak any more, by the
///   archive: they went, or lie elsewhere in a newer state
/// @param isStarterSet whether this is the set that comes with the program
public record BuildRequest(
    List<Path> from,
    Path out,
    Map<Path, Instant> publishedBy,
    Map<Path, Set<String>> superseded,
    boolean isStarterSet) {
  public BuildRequest {
    superseded = Map.copyOf(superseded);
    from = List.copyOf(from);
    publishedBy = Map.copyOf(publishedBy);
  }

  /// The ordinary case: feeds in, a database out.
  public static BuildRequest of(List<Path> from, Path out) {
    return new BuildRequest(from, out, Map.of(), Map.of(), false);
  }
}
