package dev.seaworthy.advisory.feed.alpine;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a build of a package fixed.
final class SecdbRecord {

  /// How the database writes that a package never had the flaw.
  private static final String NEVER_AFFECTED = "0";

  /// Placeholders and loose words stand among the ids, which have a digit; GitHub's need not.
  private static final Pattern ID =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9_]*[-_]?[A-Za-z0-9._:-]*[0-9][A-Za-z0-9._:-]*"
              + "|GHSA(-[a-z0-9]{4}){3}");

  private final SecdbDistribution distribution;

  SecdbRecord(SecdbDistribution distribution) {
    this.distribution = distribution;
  }

  /// @param entry ids of one flaw between blanks, such as `CVE-2021-3521 GHSA-…`, or of a vendor's
  ///   bulletin with the flaws that it is about, such as `CVE-… CVE-… XSA-295`
  List<FeedRecord> read(String packageName, String version, JsonValue entry)
      throws BadRecordException {
    Fields.name(packageName, "package name");
    Fields.name(version, "version");
    if (!(entry instanceof JsonString(String text))) {
      throw new BadRecordException("an entry is not a text");
    }
    List<AdvisoryId> cves = new ArrayList<>();
    List<AdvisoryId> ghsas = new ArrayList<>();
    List<AdvisoryId> bulletins = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      if (word.length() < 60 && ID.matcher(word).matches()) {
        AdvisoryId id = new AdvisoryId(word);
        switch (id.rank()) {
          case 0 -> cves.add(id);
          case 1 -> ghsas.add(id);
          default -> bulletins.add(id);
        }
      }
    }
    List<FeedRecord> records = new ArrayList<>();
    List<AdvisoryId> flaws = cves.isEmpty() ? ghsas : cves;
    for (AdvisoryId bulletin : bulletins) {
      records.add(record(bulletin, List.of(), flaws, packageName, version));
    }
    if (bulletins.isEmpty()) {
      for (AdvisoryId flaw : flaws) {
        boolean isOne = cves.size() == 1;
        records.add(record(flaw, isOne ? ghsas : List.of(), List.of(), packageName, version));
      }
    }
    if (records.isEmpty()) {
      throw new BadRecordException("no id in \"%s\"".formatted(Text.shorten(text, 60)));
    }
    return records;
  }

  private FeedRecord record(
      AdvisoryId id,
      List<AdvisoryId> aliases,
      List<AdvisoryId> upstream,
      String packageName,
      String version) {
    boolean isNever = version.equals(NEVER_AFFECTED);
    Advisory advisory =
        new Advisory(
            id,
            aliases,
            upstream,
            distribution.source(),
            distribution.ecosystem(),
            packageName,
            isNever ? List.of() : List.of(AffectedRange.before(version)),
            List.of(),
            isNever ? Statement.NOT_AFFECTED : Statement.RANGES,
            List.of(),
            "",
            "",
            distribution.licence());
    return new FeedRecord(
        new Flaw(id, "", "", List.of(), List.of()), 0, List.of(advisory), Instant.EPOCH);
  }
}
