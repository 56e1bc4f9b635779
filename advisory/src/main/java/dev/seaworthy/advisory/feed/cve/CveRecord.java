package dev.seaworthy.advisory.feed.cve;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.CvssMetrics;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.Ids;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads one record: the texts of the CNA, the ratings of the CNA and of each ADP under their own
/// names, the decisions (SSVC) and exploitation notes of ADPs.
final class CveRecord {

  static final String SOURCE = "cve-list";

  /// The CVE Program's terms of use.
  static final String LICENCE = "CVE Terms of Use";

  private static final int TEXT_WEIGHT = 6;
  private static final int REFERENCES_MAX = 10;
  private static final int WORD_CHARS_MAX = 100;

  private CveRecord() {}

  static FeedRecord read(JsonObject record) throws BadRecordException {
    JsonObject metadata = record.object("cveMetadata");
    String id = metadata.text("cveId");
    if (!Ids.isId(id)) {
      throw new BadRecordException("its cveId is missing or is none");
    }
    JsonObject containers = record.object("containers");
    JsonObject cna = containers.object("cna");
    List<Severity> severities = new ArrayList<>();
    List<Enrichment> enrichments = new ArrayList<>();
    container(cna, "cna:" + name(cna, metadata), severities, enrichments);
    Instant modified = Fields.date(metadata.text("dateUpdated"));
    for (JsonObject adp : containers.objects("adp")) {
      container(adp, "adp:" + name(adp, metadata), severities, enrichments);
      Instant updated = Fields.date(adp.object("providerMetadata").text("dateUpdated"));
      modified = updated.isAfter(modified) ? updated : modified;
    }
    Flaw flaw =
        new Flaw(
            new AdvisoryId(id),
            Fields.summary(cna.text("title"), description(cna)),
            Fields.dateText(Fields.date(zoned(metadata.text("datePublished")))),
            severities.stream().distinct().sorted().toList(),
            references(cna));
    return new FeedRecord(flaw, TEXT_WEIGHT, List.of(), enrichments, modified);
  }

  private static String name(JsonObject container, JsonObject metadata) {
    String name = container.object("providerMetadata").text("shortName");
    name = name.isEmpty() ? metadata.text("assignerShortName") : name;
    return name.isEmpty() || name.length() > WORD_CHARS_MAX ? "unnamed" : name;
  }

  private static String zoned(String date) {
    return date.isEmpty() || date.endsWith("Z") || date.lastIndexOf('+') > 0 ? date : date + "Z";
  }

  private static String description(JsonObject container) {
    for (JsonObject description : container.objects("descriptions")) {
      if (description.text("lang").startsWith("en")) {
        return description.text("value");
      }
    }
    return "";
  }

  private static List<String> references(JsonObject container) {
    return container.objects("references").stream()
        .map(reference -> reference.text("url"))
        .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
        .filter(url -> url.length() < 500)
        .distinct()
        .limit(REFERENCES_MAX)
        .toList();
  }

  private static void container(
      JsonObject container, String by, List<Severity> severities, List<Enrichment> enrichments) {
    for (JsonObject metric : container.objects("metrics")) {
      for (String member : CvssMetrics.members()) {
        CvssMetrics.severity(member, metric.object(member), by).ifPresent(severities::add);
      }
      JsonObject other = metric.object("other");
      JsonObject content = other.object("content");
      switch (other.text("type")) {
        case "ssvc" -> enrichments.add(decision(content, by));
        case "kev" -> enrichments.add(exploited(content, by));
        default -> addWord(content, by, severities);
      }
    }
  }

  /// A CNA's own word, as Red Hat gives one.
  private static void addWord(JsonObject content, String by, List<Severity> severities) {
    String word = content.text("value");
    if (!word.isEmpty() && word.length() <= WORD_CHARS_MAX) {
      severities.add(new Severity("WORD", word, by));
    }
  }

  private static Enrichment decision(JsonObject content, String by) {
    Map<String, String> points = new TreeMap<>();
    for (JsonObject option : content.objects("options")) {
      for (Map.Entry<String, JsonValue> point : option.members().entrySet()) {
        if (point.getValue() instanceof JsonString(String choice)) {
          points.put(point.getKey(), choice);
        }
      }
    }
    return new Enrichment.Decision(
        SOURCE,
        LICENCE,
        Fields.dateText(Fields.date(content.text("timestamp"))),
        by,
        content.text("version"),
        points);
  }

  private static Enrichment exploited(JsonObject content, String by) {
    String added = content.text("dateAdded");
    return new Enrichment.KnownExploited(
        SOURCE + "/" + by, LICENCE, Fields.dateText(Fields.date(added)), added, "", "", "");
  }
}
