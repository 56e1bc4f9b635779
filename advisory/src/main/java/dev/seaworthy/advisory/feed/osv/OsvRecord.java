package dev.seaworthy.advisory.feed.osv;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.PackageNames;
import dev.seaworthy.advisory.RedHatStreams;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.Ids;
import dev.seaworthy.advisory.version.VersionScheme;
import dev.seaworthy.advisory.version.VersionSchemes;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads one OSV record (OSV schema 1.7 and everything before it).
final class OsvRecord {

  private static final int REFERENCES_MAX = 10;
  private static final int REMARK_CHARS_MAX = 80;
  private static final int VERSIONS_MAX = 200_000;

  private final String fixedSource;
  private final String fixedLicence;

  /// @param fixedSource the source of every record whatever its id says; empty to tell by the id
  /// @param fixedLicence the same for the licence
  OsvRecord(String fixedSource, String fixedLicence) {
    this.fixedSource = fixedSource;
    this.fixedLicence = fixedLicence;
  }

  /// What all statements of a record share.
  private record Common(
      AdvisoryId id,
      List<AdvisoryId> aliases,
      List<AdvisoryId> upstream,
      OsvSource who,
      String licence,
      String modified,
      String withdrawn,
      String summary,
      List<Severity> severities) {}

  FeedRecord read(JsonObject record) throws BadRecordException {
    if (!Ids.isId(record.text("id"))) {
      throw new BadRecordException("its id is missing or is none");
    }
    AdvisoryId id = new AdvisoryId(record.text("id"));
    OsvSource who = source(id);
    List<AdvisoryId> aliases = new ArrayList<>(Ids.of(record.strings("aliases")));
    aliases.remove(id);
    Instant published = Fields.date(record.text("published"));
    Instant modified = Fields.date(record.text("modified"));
    List<Severity> severities = OsvSeverities.ofRecord(record, who);
    Common common =
        new Common(
            id,
            aliases,
            upstream(record, id, aliases, who),
            who,
            licence(record, who),
            Fields.dateText(modified.equals(Instant.EPOCH) ? published : modified),
            withdrawn(record),
            record.text("summary"),
            severities);
    List<Advisory> advisories = new ArrayList<>();
    for (JsonObject affected : record.objects("affected")) {
      advisory(affected, common, advisories);
    }
    return new FeedRecord(
        flaw(record, common, published, advisories),
        who.textWeight(),
        advisories,
        modified.isBefore(published) ? published : modified);
  }

  private OsvSource source(AdvisoryId id) {
    OsvSource told = OsvSource.of(id.value());
    return fixedSource.isEmpty()
        ? told
        : new OsvSource("", fixedSource, fixedLicence, told.textWeight(), told.isBulletin());
  }

  private static String withdrawn(JsonObject record) {
    String withdrawn = record.text("withdrawn");
    if (withdrawn.isEmpty()) {
      return "";
    }
    String date = Fields.dateText(Fields.date(withdrawn));
    // A date that can't be read still says that the record was taken back.
    return date.isEmpty() ? "at an unknown date" : date;
  }

  private static List<AdvisoryId> upstream(
      JsonObject record, AdvisoryId id, List<AdvisoryId> aliases, OsvSource who) {
    List<AdvisoryId> upstream = new ArrayList<>(Ids.of(record.strings("upstream")));
    upstream.remove(id);
    if (upstream.isEmpty() && who.isBulletin()) {
      for (AdvisoryId related : Ids.of(record.strings("related"))) {
        if (Ids.isCve(related)) {
          upstream.add(related);
        }
      }
      // Older bulletins name their CVEs as aliases, though these are several flaws.
      aliases.stream().filter(Ids::isCve).forEach(upstream::add);
    }
    aliases.removeAll(upstream);
    return upstream;
  }

  private static String licence(JsonObject record, OsvSource who) {
    String own = record.object("database_specific").text("license");
    return own.isEmpty() || own.length() > 60 ? who.licence() : own;
  }

  private static Flaw flaw(
      JsonObject record, Common common, Instant published, List<Advisory> advisories) {
    List<AdvisoryId> flaws =
        advisories.isEmpty()
            ? common.upstream.size() == 1 ? common.upstream : List.of(common.id)
            : advisories.getFirst().flaws();
    List<Severity> severities = new ArrayList<>(common.severities);
    advisories.forEach(advisory -> severities.addAll(advisory.severities()));
    List<String> references = new ArrayList<>();
    for (JsonObject reference : record.objects("references")) {
      String url = reference.text("url");
      if (references.size() < REFERENCES_MAX && isAddress(url) && !references.contains(url)) {
        references.add(url);
      }
    }
    return new Flaw(
        flaws.size() == 1 ? flaws.getFirst() : common.id,
        Fields.summary(record.text("summary"), record.text("details")),
        Fields.dateText(published),
        severities.stream().distinct().sorted().toList(),
        references);
  }

  private static boolean isAddress(String url) {
    return url.length() < 500 && (url.startsWith("https://") || url.startsWith("http://"));
  }

  private void advisory(JsonObject affected, Common common, List<Advisory> advisories)
      throws BadRecordException {
    JsonObject named = affected.object("package");
    if (named.members().isEmpty()) {
      // A statement on a source repository alone: nothing that an inventory could hold.
      return;
    }
    String ecosystem = RedHatStreams.ofEcosystem(Fields.name(named.text("ecosystem"), "ecosystem"));
    String packageName =
        PackageNames.normalise(ecosystem, Fields.name(named.text("name"), "package name"));
    VersionScheme scheme = VersionSchemes.forPackage(ecosystem, packageName);
    List<AffectedRange> ranges = new ArrayList<>();
    for (JsonObject range : affected.objects("ranges")) {
      if (!range.text("type").equals("GIT")) {
        ranges.addAll(OsvRanges.of(range, scheme));
      }
    }
    List<String> versions = affected.strings("versions");
    if (versions.size() > VERSIONS_MAX) {
      throw new BadRecordException("%s versions of one package".formatted(versions.size()));
    }
    for (String version : versions) {
      Fields.name(version, "version");
    }
    advisories.add(
        new Advisory(
            common.id,
            common.aliases,
            common.upstream,
            common.who.name(),
            ecosystem,
            packageName,
            ranges.stream().distinct().toList(),
            versions.stream().distinct().toList(),
            statement(affected, ranges.isEmpty() && versions.isEmpty()),
            OsvSeverities.ofAffected(affected, common.severities, common.who),
            common.modified,
            common.withdrawn,
            common.licence,
            OsvModules.scope(ecosystem, common.summary, ranges),
            remark(affected)));
  }

  /// Ubuntu gives reasons in brackets: `deferred (2024-01-08)`, `ignored (end of life)`.
  private static String firstWord(String status) {
    int blank = status.indexOf(' ');
    return blank < 0 ? status : status.substring(0, blank);
  }

  private static String remark(JsonObject affected) {
    String status = affected.object("ecosystem_specific").text("status");
    boolean isReasoned = status.indexOf('(') > 0 && status.length() <= REMARK_CHARS_MAX;
    return isReasoned ? status : "";
  }

  /// What the source says beyond ranges, by the words that distributions and RustSec use.
  private static Statement statement(JsonObject affected, boolean isWithoutVersions) {
    JsonObject ofEcosystem = affected.object("ecosystem_specific");
    Statement statement =
        switch (ofEcosystem.text("urgency")) {
          case "unimportant" -> Statement.UNIMPORTANT;
          case "end-of-life" -> Statement.WILL_NOT_FIX;
          default -> Statement.RANGES;
        };
    statement =
        switch (firstWord(ofEcosystem.text("status"))) {
          case "deferred" -> Statement.DEFERRED;
          case "ignored" -> Statement.WILL_NOT_FIX;
          case "not-affected" -> Statement.NOT_AFFECTED;
          default -> statement;
        };
    statement =
        switch (affected.object("database_specific").text("informational")) {
          case "unmaintained", "notice" -> Statement.UNIMPORTANT;
          default -> statement;
        };
    return isWithoutVersions && statement == Statement.RANGES ? Statement.UNDETERMINED : statement;
  }
}
