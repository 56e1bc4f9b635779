package dev.seaworthy.advisory.update;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files bring Red Hat's VEX documents up to date: an archive that holds them all, and those
/// that changed since it was made. The archive of some hundred megabytes is kept as long as the
/// changes are few; the newest one is fetched when there is none, or when they are many.
final class RedHatPlan {

  /// Beyond so many single files a new archive is the quicker way.
  static final int CHANGES_MAX = 1_000;

  static final String FEED = "redhat-vex";

  private static final String ARCHIVE = FEED + "/csaf_vex.tar.zst";

  private static final Pattern ARCHIVE_NAME =
      Pattern.compile("csaf_vex_([0-9]{4}-[0-9]{2}-[0-9]{2})\\.tar\\.zst");

  /// An archive's name has a day and no hour, and its making takes a while: what changed on the day
  /// before is taken again, which costs little and does no harm.
  private static final Duration OVERLAP = Duration.ofDays(1);

  private final FeedPlan plan;
  private final Path directory;

  RedHatPlan(FeedPlan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  void add(URI root, FeedPlan.Planned planned) {
    List<String> named = plan.lines(root, FEED, "archive_latest.txt", planned);
    String newest = named.isEmpty() ? "" : named.getFirst();
    Instant made = made(root, newest);
    VexChanges changes = changes(root, planned);
    Path place = directory.resolve(ARCHIVE);
    String kept = FeedFetcher.whole(place).address();
    String keptName = kept.substring(kept.lastIndexOf('/') + 1);
    boolean isSameRoot = kept.equals(FeedPlan.below(root, keptName).toString());
    boolean isKept = false;
    if (isSameRoot && !keptName.equals(newest) && ARCHIVE_NAME.matcher(keptName).matches()) {
      Instant keptMade = made(root, keptName);
      isKept = changes.changedSince(keptMade).size() <= CHANGES_MAX;
      made = isKept ? keptMade : made;
    }
    URI archive = FeedPlan.below(root, isKept ? keptName : newest);
    // Always under one name, so that a newer archive replaces the older.
    planned.add(new FeedFile(FEED, archive, ARCHIVE, false, isKept));
    planned.supersede(place, changes.supersededSince(made));
    for (String path : changes.changedSince(made)) {
      planned.add(
          new FeedFile(
              FEED + "/" + path,
              FeedPlan.below(root, path),
              FEED + "/changes/" + path,
              false,
              false));
    }
  }

  private VexChanges changes(URI root, FeedPlan.Planned planned) {
    try {
      return VexChanges.read(
          plan.lines(root, FEED, "changes.csv", planned),
          plan.lines(root, FEED, "deletions.csv", planned));
    } catch (VexChanges.BadLineException e) {
      throw new SeaworthyException(
          AdvisoryError.FETCH_FAILED,
          "the lists of changes below %s have the line \"%s\", which names no document and date"
              .formatted(root, Text.shorten(String.valueOf(e.getMessage()), 100)),
          e);
    }
  }

  private static Instant made(URI root, String archive) {
    Matcher name = ARCHIVE_NAME.matcher(archive);
    try {
      if (name.matches()) {
        return LocalDate.parse(name.group(1))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .minus(OVERLAP);
      }
    } catch (DateTimeException e) {
      // Told below: a name with a day that doesn't exist is as wrong as any other.
    }
    throw new SeaworthyException(
        AdvisoryError.FETCH_FAILED,
        "%s names \"%s\", which is no archive of VEX documents"
            .formatted(FeedPlan.below(root, "archive_latest.txt"), Text.shorten(archive, 60)));
  }
}
