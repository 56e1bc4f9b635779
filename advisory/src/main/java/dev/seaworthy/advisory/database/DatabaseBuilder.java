package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.FeedFinder;
import dev.seaworthy.advisory.feed.FeedInput;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds an advisory database from feeds, in bounded memory. The same feeds give the same bytes.
public final class DatabaseBuilder {

  /// How many damaged records a report names one by one.
  public static final int DAMAGED_KEPT = 1_000;

  private final List<AdvisoryFeed> feeds;
  private final Limits limits;
  private final @Nullable SigningKey signerOrNull;
  private final Consumer<String> progress;

  /// @param feeds the formats to recognise
  /// @param signerOrNull the installation's key; null for what comes with the program
  /// @param progress is told what is being read, for people
  public DatabaseBuilder(
      List<AdvisoryFeed> feeds,
      Limits limits,
      @Nullable SigningKey signerOrNull,
      Consumer<String> progress) {
    this.feeds = List.copyOf(feeds);
    this.limits = limits;
    this.signerOrNull = signerOrNull;
    this.progress = progress;
  }

  /// Builds a database and puts it in place in one step.
  ///
  /// @throws SeaworthyException [AdvisoryError#FEED_UNREADABLE], [AdvisoryError#FEED_DAMAGED],
  ///   [AdvisoryError#FEED_TOO_LARGE], [AdvisoryError#NO_FEED_FOUND] or
  ///   [AdvisoryError#DATABASE_UNWRITABLE]; nothing is left behind then
  public BuildReport build(BuildRequest request) {
    return build(new FeedFinder(feeds, limits).find(request.from()), request);
  }

  /// Builds a database from feeds that were found before.
  ///
  /// @throws SeaworthyException as [#build(BuildRequest)]
  public BuildReport build(FeedFinder.Found found, BuildRequest request) {
    Path work = workDirectory(request.out());
    try (DatabaseWriter writer = new DatabaseWriter(work)) {
      List<SnapshotInfo.FeedInfo> infos = new ArrayList<>();
      List<BuildReport.DamagedRecord> damaged = new ArrayList<>();
      List<BuildReport.LeftOut> leftOut = new ArrayList<>();
      for (FeedInput whole : found.inputs()) {
        FeedInput input =
            whole.without(request.superseded().getOrDefault(whole.files().getFirst(), Set.of()));
        progress.accept("reading " + input.name());
        infos.add(read(input, request, writer, damaged, leftOut));
      }
      progress.accept("writing " + request.out());
      Path file = work.resolve("database");
      writer.finish(file, request.isStarterSet(), newest(infos), infos, signerOrNull);
      SnapshotInfo info = check(file);
      long size = Files.size(file);
      Files.move(
          file, request.out(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new BuildReport(info, size, damaged, leftOut, found.unrecognised());
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNWRITABLE,
          "tried to write the advisory database %s: %s".formatted(request.out(), e),
          e);
    } finally {
      deleteTree(work);
    }
  }

  /// Beside the result, so that the last step is a rename.
  private static Path workDirectory(Path out) {
    try {
      Path parent = out.toAbsolutePath().getParent();
      if (parent == null) {
        throw new SeaworthyException(
            AdvisoryError.DATABASE_UNWRITABLE, out + " is a directory, not a file to make");
      }
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, ".building-");
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNWRITABLE,
          "tried to make room for the advisory database %s: %s".formatted(out, e),
          e);
    }
  }

  private SnapshotInfo check(Path file) {
    DatabaseTrust ownWork =
        signerOrNull == null
            ? DatabaseTrust.OF_THE_PROGRAM
            : DatabaseTrust.of(Set.of(signerOrNull.verification()), Instant.MAX);
    try (DatabaseFile written = DatabaseFile.open(file, ownWork)) {
      return written.info();
    }
  }

  private SnapshotInfo.FeedInfo read(
      FeedInput input,
      BuildRequest request,
      DatabaseWriter writer,
      List<BuildReport.DamagedRecord> damaged,
      List<BuildReport.LeftOut> leftOut) {
    CountingSink sink =
        new CountingSink(
            input.name(),
            input.feed().isExhaustive(),
            writer,
            damaged,
            limits.of(Limit.FEED_RECORDS));
    try {
      input.documents().forEach(document -> input.feed().read(document, sink));
      leftOut.addAll(sink.leftOut());
      return new SnapshotInfo.FeedInfo(
          input.name(),
          later(published(input, request), sink.newest()),
          input.documents().fingerprint(),
          sink.records(),
          sink.damagedCount(),
          input.feed().licence());
    } catch (CountingSink.WriteFailure e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNWRITABLE,
          "tried to write the advisory database %s: %s".formatted(request.out(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "tried to read the feed %s in %s: %s"
              .formatted(input.name(), input.files().getFirst(), Text.shorten(e.toString(), 300)),
          e);
    }
  }

  private static Instant published(FeedInput input, BuildRequest request) {
    return input.files().stream()
        .map(file -> request.publishedBy().getOrDefault(file, Instant.EPOCH))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant newest(List<SnapshotInfo.FeedInfo> infos) {
    return infos.stream()
        .map(SnapshotInfo.FeedInfo::dataDate)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static void deleteTree(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // What is left is a hidden directory that the next build doesn't use.
    }
  }
}
