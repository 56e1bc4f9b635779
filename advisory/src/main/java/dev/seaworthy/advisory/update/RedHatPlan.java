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

  /// Far more than change between two archives, which are made every few days. Nothing but a fault
  /// of the lists asks for more.
  static final int DOCUMENTS_MAX = 20_000;

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
    List<String> named = plan.lines(root, FEED, "archive_latest.txt");
    String newest = named.isEmpty() ? "" : named.getFirst();
    Instant made = made(root, newest);
    VexChanges changes = changes(root);
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
    List<String> changed = changes.changedSince(made);
    if (changed.size() > DOCUMENTS_MAX) {
      throw new SeaworthyException(
          AdvisoryError.FEED_TOO_LARGE,
          "%s names %s documents that changed since %s was made; at most %s are fetched one by one"
              .formatted(
                  FeedPlan.below(root, "changes.csv"),
                  changed.size(),
                  isKept ? keptName : newest,
                  DOCUMENTS_MAX));
    }
    for (String path : changed) {
      planned.add(document(root, path, changes.changed().getOrDefault(path, Instant.MAX)));
    }
  }

  /// A document that was fetched after its last change isn't asked for again.
  private FeedFile document(URI root, String path, Instant changed) {
    URI address = FeedPlan.below(root, path);
    String place = FEED + "/changes/" + path;
    FetchState kept = FeedFetcher.whole(directory.resolve(place));
    boolean isNewest =
        kept.address().equals(address.toString())
            && !FeedFetcher.published(kept.modified()).isBefore(changed);
    return new FeedFile(FEED + "/" + path, address, place, false, isNewest);
  }

  private VexChanges changes(URI root) {
    try {
      return VexChanges.read(
          plan.lines(root, FEED, "changes.csv"), plan.lines(root, FEED, "deletions.csv"));
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
