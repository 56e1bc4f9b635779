package dev.seaworthy.advisory.feed.debian;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.DebianReleases;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.Ids;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the tracker says of one flaw in one source package.
final class TrackerRecord {

  static final String SOURCE = "debian-tracker";
  static final String LICENCE = "public domain";

  private static final int TEXT_WEIGHT = 1;

  /// How the tracker writes that a release never had the flaw.
  private static final String NEVER_AFFECTED = "0";

  private static final Set<String> RATINGS = Set.of("low", "medium", "high", "unimportant");

  private TrackerRecord() {}

  static FeedRecord read(String packageName, String flaw, JsonValue value)
      throws BadRecordException {
    if (!Ids.isId(flaw)) {
      throw new BadRecordException("its id is none");
    }
    if (!(value instanceof JsonObject record)) {
      throw new BadRecordException("it is not an object");
    }
    AdvisoryId id = new AdvisoryId(flaw);
    List<Advisory> advisories = new ArrayList<>();
    for (Map.Entry<String, JsonValue> release : record.object("releases").members().entrySet()) {
      String suite = Fields.name(release.getKey(), "suite");
      if (!(release.getValue() instanceof JsonObject word)) {
        throw new BadRecordException(suite + " is not an object");
      }
      advisories.add(
          advisory(
              id, Fields.name(packageName, "package name"), DebianReleases.ecosystem(suite), word));
    }
    return new FeedRecord(
        new Flaw(id, Fields.summary("", record.text("description")), "", List.of(), List.of()),
        TEXT_WEIGHT,
        advisories,
        Instant.EPOCH);
  }

  private static Advisory advisory(
      AdvisoryId id, String packageName, String ecosystem, JsonObject word)
      throws BadRecordException {
    String fixed = word.text("fixed_version");
    List<AffectedRange> ranges = List.of(AffectedRange.all());
    Statement statement;
    switch (word.text("status")) {
      case "open" -> statement = unfixed(word);
      case "undetermined" -> statement = Statement.UNDETERMINED;
      case "resolved" -> {
        Fields.name(fixed, "fixed version, though it is resolved");
        boolean isNever = fixed.equals(NEVER_AFFECTED);
        statement = isNever ? Statement.NOT_AFFECTED : weighed(word, Statement.RANGES);
        ranges = isNever ? List.of() : List.of(AffectedRange.before(fixed));
      }
      default ->
          throw new BadRecordException(
              "%s has the unknown status \"%s\""
                  .formatted(ecosystem, Text.shorten(word.text("status"), 40)));
    }
    return new Advisory(
        id,
        List.of(),
        List.of(),
        SOURCE,
        ecosystem,
        packageName,
        ranges,
        List.of(),
        statement,
        severities(word),
        "",
        "",
        LICENCE);
  }

  /// What is to be expected for a flaw that is open. `nodsa` means that no advisory of its own is
  /// planned: the fix comes with a point release, unless the reason says that it won't.
  private static Statement unfixed(JsonObject word) {
    boolean isWithoutDsa = word.members().containsKey("nodsa");
    Statement statement =
        switch (word.text("nodsa_reason")) {
          case "ignored" -> Statement.WILL_NOT_FIX;
          case "postponed" -> Statement.DEFERRED;
          default -> isWithoutDsa ? Statement.DEFERRED : Statement.RANGES;
        };
    return weighed(word, statement);
  }

  private static Statement weighed(JsonObject word, Statement statement) {
    return switch (word.text("urgency")) {
      case "unimportant" -> Statement.UNIMPORTANT;
      case "end-of-life" -> Statement.WILL_NOT_FIX;
      default -> statement;
    };
  }

  private static List<Severity> severities(JsonObject word) {
    // Asterisks mark a rating that the tracker made by itself.
    String urgency = word.text("urgency").replace("*", "");
    return RATINGS.contains(urgency) ? List.of(new Severity("WORD", urgency, "debian")) : List.of();
  }
}
