package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.VulnerabilityFinding;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// GitLab's report of a container scan (security report schemas, version 15.0.7): what merge
/// requests and the vulnerability report show. What keeps the scan from being complete becomes a
/// message of the scan.
public final class GitlabPresenter implements Presenter {

  private static final String VERSION = "15.0.7";
  private static final int NAME_CHARS_MAX = 255;
  private static final int SOLUTION_CHARS_MAX = 7_000;
  private static final int DESCRIPTION_CHARS_MAX = 100_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String productVersion;

  public GitlabPresenter(String productVersion) {
    this.productVersion = productVersion;
  }

  @Override
  public void present(ScanResult result, Writer out) throws IOException {
    FindingWords words = new FindingWords(result.image());
    List<JsonObject> vulnerabilities = new ArrayList<>();
    List<JsonObject> messages = new ArrayList<>();
    result
        .verdict()
        .findings()
        .forEach(finding -> {
          switch (finding) {
            case VulnerabilityFinding flaw -> vulnerabilities.add(flaw(flaw, result));
            case InspectionFinding seen -> vulnerabilities.add(seen(seen, words, result));
            case ConditionFinding condition ->
                messages.add(message(condition.condition().title() + ": " + condition.detail()));
            case GapFinding gap ->
                messages.add(
                    message(
                        "not seen: "
                            + words.place(gap.gap().location())
                            + ": "
                            + gap.gap().detail()));
          }
        });
    out.write(
        JsonWriter.indented(
            new JsonBuilder()
                .put("version", VERSION)
                .put("scan", scan(result, messages))
                .putArray("vulnerabilities", vulnerabilities)
                .putArray("remediations", List.of())
                .build()));
  }

  private JsonObject scan(ScanResult result, List<JsonObject> messages) {
    Instant surveyed = result.verdict().surveyedAt();
    JsonObject tool =
        new JsonBuilder()
            .put("id", "seaworthy")
            .put("name", "Seaworthy")
            .put("version", productVersion)
            .put("vendor", new JsonBuilder().put("name", "Seaworthy").build())
            .build();
    return new JsonBuilder()
        .put("type", "container_scanning")
        .put("status", "success")
        .put("start_time", TIME.format(surveyed))
        .put("end_time", TIME.format(surveyed))
        .put("analyzer", tool)
        .put("scanner", tool)
        .putArray("messages", messages)
        .build();
  }

  private static JsonObject message(String text) {
    return new JsonBuilder().put("level", "warn").put("value", Text.visible(text)).build();
  }

  private static JsonObject flaw(VulnerabilityFinding finding, ScanResult result) {
    List<String> fixed = finding.fixedVersions();
    List<JsonObject> identifiers =
        Stream.concat(Stream.of(finding.flaw()), finding.aliases().stream())
            .map(AdvisoryId::value)
            .distinct()
            .map(GitlabPresenter::identifier)
            .toList();
    JsonBuilder json =
        common(finding, finding.flaw().value(), finding.summary(), finding.effective());
    if (!fixed.isEmpty()) {
      json.put(
          "solution",
          Text.shorten(
              "Update %s to %s.".formatted(finding.packageName(), String.join(" or ", fixed)),
              SOLUTION_CHARS_MAX));
    }
    return json.putArray("identifiers", identifiers)
        .putArray(
            "links",
            finding.references().stream()
                .filter(address -> address.matches("(https?|ftp)://.+"))
                .map(address -> new JsonBuilder().put("url", address).build())
                .toList())
        .put(
            "location",
            location(
                finding.packageName(),
                finding.components().getFirst().component().version(),
                result))
        .build();
  }

  private static JsonObject seen(InspectionFinding finding, FindingWords words, ScanResult result) {
    return common(
            finding,
            finding.rule().title().english(),
            InspectionWords.detail(finding, words),
            finding.rating())
        .put("solution", Text.shorten(finding.rule().fix().english(), SOLUTION_CHARS_MAX))
        .putArray("identifiers", List.of(identifier(finding.rule().id())))
        .putArray("links", List.of())
        .put(
            "location",
            location(Text.visible(finding.observations().getFirst().location().path()), "", result))
        .build();
  }

  private static JsonBuilder common(
      Finding finding, String name, String description, Rating rating) {
    return new JsonBuilder()
        .put("id", uuid(finding))
        .put("name", Text.shorten(Text.visible(name), NAME_CHARS_MAX))
        .put("description", Text.shorten(Text.visible(description), DESCRIPTION_CHARS_MAX))
        .put("severity", severity(rating));
  }

  /// The finding's id in the form of a UUID of version 8 (RFC 9562 §5.8), so that it stays the same
  /// over scans.
  private static String uuid(Finding finding) {
    String hex =
        Digest.sha256(finding.id().value().getBytes(StandardCharsets.US_ASCII))
            .hex()
            .substring(0, 32);
    return "%s-%s-8%s-8%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20));
  }

  private static String severity(Rating rating) {
    return switch (rating) {
      case CRITICAL -> "Critical";
      case HIGH -> "High";
      case MODERATE -> "Medium";
      case LOW -> "Low";
      case NONE -> "Info";
      case UNRATED -> "Unknown";
    };
  }

  private static JsonObject identifier(String id) {
    boolean isCve = id.startsWith("CVE-");
    String kind = isCve ? "cve" : id.startsWith("GHSA-") ? "ghsa" : "seaworthy";
    JsonBuilder json = new JsonBuilder().put("type", kind).put("name", id).put("value", id);
    if (isCve) {
      json.put("url", "https://www.cve.org/CVERecord?id=" + id);
    }
    return json.build();
  }

  private static JsonObject location(String name, String version, ScanResult result) {
    String system =
        result
            .inventory()
            .distribution()
            .map(Distribution::purlQualifier)
            .filter(text -> !text.isEmpty())
            .orElse("unknown");
    return new JsonBuilder()
        .put(
            "dependency",
            new JsonBuilder()
                .put("package", new JsonBuilder().put("name", name).build())
                .put("version", version)
                .build())
        .put("operating_system", system)
        .put("image", result.verdict().asset().name())
        .build();
  }
}
