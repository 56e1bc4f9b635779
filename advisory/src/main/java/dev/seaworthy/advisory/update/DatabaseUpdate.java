package dev.seaworthy.advisory.update;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.BuildRequest;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.advisory.database.InstalledSnapshot;
import dev.seaworthy.advisory.database.InstalledSnapshots;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Fetches what has changed, builds a database of all feeds and makes it current. Whatever goes
/// wrong, the database that was current stays so.
public final class DatabaseUpdate {

  /// Is there from the first changed file until a database holds the change, however the update
  /// ends: the next one hears of no change any more, and has to build all the same.
  private static final String CHANGES = "changed-since-built";

  private final Path feedDirectory;
  private final InstalledSnapshots snapshots;
  private final DatabaseBuilder builder;
  private final FeedFetcher fetcher;
  private final Limits limits;
  private final Consumer<String> progress;

  /// @param feedDirectory where fetched files are kept between updates; of this program alone
  /// @param client made when something has to be fetched; follows redirects as it is set up
  /// @param progress is told what is being fetched, for people
  public DatabaseUpdate(
      Path feedDirectory,
      InstalledSnapshots snapshots,
      DatabaseBuilder builder,
      Supplier<HttpClient> client,
      Limits limits,
      Consumer<String> progress) {
    this.feedDirectory = feedDirectory;
    this.snapshots = snapshots;
    this.builder = builder;
    this.fetcher = new FeedFetcher(client, limits, feedDirectory.resolve(CHANGES));
    this.limits = limits;
    this.progress = progress;
  }

  /// Updates the installed database.
  ///
  /// @throws SeaworthyException [AdvisoryError#FETCH_FAILED] and whatever building and installing
  ///   throw
  public UpdateReport update(List<FeedAddress> addresses) {
    List<UpdateReport.FetchedFeed> fetched = new ArrayList<>();
    Map<Path, Instant> files = new LinkedHashMap<>();
    Map<String, Boolean> partlyThere = new LinkedHashMap<>();
    FeedPlan.Planned planned = new FeedPlan(fetcher, feedDirectory, limits).files(addresses);
    for (FeedFile file : planned.files()) {
      Path place = feedDirectory.resolve(file.place());
      FetchResult result = fetch(file, place);
      fetched.add(new UpdateReport.FetchedFeed(file.name(), result));
      switch (result) {
        case FetchResult.Changed(Instant published, _) -> files.put(place, published);
        case FetchResult.Unchanged(Instant published) -> files.put(place, published);
        case FetchResult.Refused(int status) -> requireOptional(file, status);
      }
      if (file.isOptional()) {
        if (result instanceof FetchResult.Refused) {
          progress.accept("passed over " + file.name() + ", which the server doesn't have");
        }
        partlyThere.merge(feed(file), !(result instanceof FetchResult.Refused), Boolean::logicalOr);
      }
    }
    requireSomeOf(partlyThere);
    Optional<InstalledSnapshot> current =
        snapshots.list().stream().filter(InstalledSnapshot::isCurrent).findFirst();
    if (!Files.exists(feedDirectory.resolve(CHANGES)) && current.isPresent()) {
      return new UpdateReport(fetched, null, current.get());
    }
    return build(fetched, files, planned.superseded());
  }

  private FetchResult fetch(FeedFile file, Path place) {
    if (file.isKept()) {
      return FeedFetcher.kept(place);
    }
    progress.accept("fetching " + file.name());
    return fetcher.fetch(file.address(), place);
  }

  private static void requireOptional(FeedFile file, int status) {
    if (!file.isOptional() || status != 404) {
      throw new SeaworthyException(
          AdvisoryError.FETCH_FAILED,
          "tried to fetch %s: the server answered %s".formatted(file.address(), status));
    }
  }

  private static String feed(FeedFile file) {
    return file.name().substring(0, file.name().indexOf('/'));
  }

  /// Single files may be missing (an old branch has no second repository, a new one isn't there
  /// yet), all of a feed may not: an address that is wrong by a letter would otherwise take the
  /// feed away without a word.
  private static void requireSomeOf(Map<String, Boolean> partlyThere) {
    List<String> missing =
        partlyThere.entrySet().stream()
            .filter(group -> !group.getValue())
            .map(Map.Entry::getKey)
            .toList();
    if (!missing.isEmpty()) {
      throw new SeaworthyException(
          AdvisoryError.FETCH_FAILED,
          "tried to fetch %s: the server has none of its files"
              .formatted(String.join(", ", missing)),
          "Check the address and the names of the branches.",
          null);
    }
  }

  private UpdateReport build(
      List<UpdateReport.FetchedFeed> fetched,
      Map<Path, Instant> files,
      Map<Path, Set<String>> superseded) {
    Path built = feedDirectory.resolve("built.db");
    try {
      BuildReport report =
          builder.build(
              new BuildRequest(List.copyOf(files.keySet()), built, files, superseded, false));
      progress.accept("installing " + report.info().digest());
      InstalledSnapshot installed = snapshots.install(built);
      deleteQuietly(feedDirectory.resolve(CHANGES));
      return new UpdateReport(fetched, report, installed);
    } finally {
      deleteQuietly(built);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next update overwrites it, or builds once more.
    }
  }
}
