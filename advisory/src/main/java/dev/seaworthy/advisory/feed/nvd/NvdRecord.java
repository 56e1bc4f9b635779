package dev.seaworthy.advisory.feed.nvd;

import dev.seaworthy.advisory.Advisory;
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
import java.util.function.Consumer;

/// Reads one record: texts, every rating under the name of whoever rated, and the products.
final class NvdRecord {

  static final String SOURCE = "nvd";
  static final String LICENCE = "public domain";

  private static final int TEXT_WEIGHT = 4;
  private static final int REFERENCES_MAX = 10;
  private static final int NAME_CHARS_MAX = 100;

  private static final String NVD_ITSELF = "nvd@nist.gov";

  /// NVD names some contributors by their id in the CVE Program.
  private static final Map<String, String> CONTRIBUTORS =
      Map.of("134c704f-9b21-4f2e-91b3-4a467353bcc0", "adp:CISA-ADP");

  /// The CVE Program's spelling of the decision points.
  private static final Map<String, String> POINTS =
      Map.of(
          "exploitation", "Exploitation",
          "automatable", "Automatable",
          "technicalImpact", "Technical Impact");

  private NvdRecord() {}

  static FeedRecord read(JsonObject cve, Consumer<String> leftOut) throws BadRecordException {
    String id = cve.text("id");
    if (!Ids.isId(id)) {
      throw new BadRecordException("its id is missing or is none");
    }
    Instant modified = date(cve.text("lastModified"));
    List<Severity> severities = severities(cve);
    Flaw flaw =
        new Flaw(
            new AdvisoryId(id),
            Fields.summary("", description(cve)),
            Fields.dateText(date(cve.text("published"))),
            severities,
            references(cve));
    List<Advisory> advisories =
        new NvdProducts(flaw.id(), Fields.dateText(modified), severities, leftOut)
            .read(cve.objects("configurations"));
    return new FeedRecord(flaw, TEXT_WEIGHT, advisories, decisions(cve), modified);
  }

  /// NVD writes UTC without saying so.
  private static Instant date(String text) {
    return Fields.date(text.isEmpty() || text.endsWith("Z") ? text : text + "Z");
  }

  private static String description(JsonObject cve) {
    for (JsonObject description : cve.objects("descriptions")) {
      if (description.text("lang").equals("en")) {
        return description.text("value");
      }
    }
    return "";
  }

  private static List<String> references(JsonObject cve) {
    return cve.objects("references").stream()
        .map(reference -> reference.text("url"))
        .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
        .filter(url -> url.length() < 500)
        .distinct()
        .limit(REFERENCES_MAX)
        .toList();
  }

  /// `nvd` is NVD's own analysis alone; what it passes on is its contributor's.
  private static String by(String source) {
    if (source.equals(NVD_ITSELF)) {
      return SOURCE;
    }
    String name = source.isEmpty() || source.length() > NAME_CHARS_MAX ? "unnamed" : source;
    return CONTRIBUTORS.getOrDefault(source, "cna:" + name);
  }

  private static List<Severity> severities(JsonObject cve) {
    List<Severity> severities = new ArrayList<>();
    JsonObject metrics = cve.object("metrics");
    for (String member : CvssMetrics.members()) {
      for (JsonObject metric : metrics.objects(member)) {
        CvssMetrics.severity(member, metric.object("cvssData"), by(metric.text("source")))
            .ifPresent(severities::add);
      }
    }
    return severities.stream().distinct().sorted().toList();
  }

  private static List<Enrichment> decisions(JsonObject cve) {
    List<Enrichment> decisions = new ArrayList<>();
    for (JsonObject metric : cve.object("metrics").objects("ssvcV203")) {
      JsonObject data = metric.object("ssvcData");
      Map<String, String> points = new TreeMap<>();
      for (JsonObject option : data.objects("options")) {
        for (Map.Entry<String, JsonValue> point : option.members().entrySet()) {
          if (point.getValue() instanceof JsonString(String choice)) {
            points.put(POINTS.getOrDefault(point.getKey(), point.getKey()), choice);
          }
        }
      }
      decisions.add(
          new Enrichment.Decision(
              SOURCE,
              LICENCE,
              Fields.dateText(Fields.date(data.text("timestamp"))),
              by(metric.text("source")),
              data.text("version"),
              points));
    }
    return decisions;
  }
}
