package dev.seaworthy.verdict.example;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.verdict.Standing;
import dev.seaworthy.verdict.document.DocumentPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A flaw in a few words.
///
/// @param id such as `CVE-2026-0001`
/// @param packageName of the npm package that has it
/// @param cvss NVD's vector, or empty
/// @param rating a source's word, or empty
/// @param by whose word
/// @param standing how sure it is
/// @param fixed the fixed version, or empty
/// @param exploited the days of CISA's catalogue, by `added` and `due`; empty when it isn't in it
/// @param automatableOrNull what SSVC says
/// @param totalImpactOrNull what SSVC says
/// @param epss the forecast, or empty
record ExampleFlaw(
    String id,
    String packageName,
    String cvss,
    String rating,
    String by,
    Standing standing,
    String fixed,
    Map<String, String> exploited,
    @Nullable Boolean automatableOrNull,
    @Nullable Boolean totalImpactOrNull,
    String epss) {

  private static final String SOURCE = "example";

  static ExampleFlaw read(DocumentPart part) {
    part.only(
        Set.of(
            "flaw",
            "package",
            "cvss",
            "rating",
            "by",
            "standing",
            "fixed",
            "knownExploited",
            "automatable",
            "totalImpact",
            "epss",
            "firstDetected"));
    Standing standing = part.oneOfOrNull("standing", Standing.values(), Standing::word);
    Map<String, String> exploited = new TreeMap<>();
    if (part.has("knownExploited")) {
      DocumentPart days = part.part("knownExploited").only(Set.of("added", "due"));
      exploited.put("added", days.day("added").toString());
      exploited.put("due", days.day("due").toString());
    }
    return new ExampleFlaw(
        part.text("flaw"),
        part.has("package") ? part.text("package") : "example",
        part.textOrEmpty("cvss"),
        part.textOrEmpty("rating"),
        part.has("by") ? part.text("by") : SOURCE,
        standing == null ? Standing.AFFECTED : standing,
        part.textOrEmpty("fixed"),
        exploited,
        part.has("automatable") ? (Boolean) part.flag("automatable") : null,
        part.has("totalImpact") ? (Boolean) part.flag("totalImpact") : null,
        part.textOrEmpty("epss"));
  }

  Match match(Component component) {
    Statement statement =
        switch (standing) {
          case AFFECTED, UNKNOWN -> Statement.RANGES;
          case UNDETERMINED -> Statement.UNDETERMINED;
          case UNIMPORTANT -> Statement.UNIMPORTANT;
        };
    return new Match(
        component,
        new AdvisoryId(id),
        List.of(),
        new Advisory(
            new AdvisoryId(id),
            List.of(),
            List.of(),
            SOURCE,
            "npm",
            packageName,
            List.of(),
            List.of(),
            statement,
            severities(),
            "",
            "",
            ""),
        List.of(),
        standing == Standing.UNKNOWN
            ? new MatchStatus.Unknown("the example says so")
            : new MatchStatus.Affected(fixed.isEmpty() ? new Fix.None() : new Fix.Available(fixed)),
        "",
        SOURCE);
  }

  private List<Severity> severities() {
    List<Severity> severities = new ArrayList<>();
    if (!cvss.isEmpty()) {
      severities.add(new Severity("CVSS_V3", cvss, "nvd"));
    }
    if (!rating.isEmpty()) {
      severities.add(new Severity("WORD", rating, by));
    }
    return severities;
  }

  List<Enrichment> enrichments() {
    List<Enrichment> enrichments = new ArrayList<>();
    if (!exploited.isEmpty()) {
      enrichments.add(
          new Enrichment.KnownExploited(
              SOURCE,
              "",
              "",
              exploited.getOrDefault("added", ""),
              exploited.getOrDefault("due", ""),
              "",
              ""));
    }
    if (!epss.isEmpty()) {
      enrichments.add(new Enrichment.ExploitForecast(SOURCE, "", "", epss, "", ""));
    }
    Map<String, String> points = new TreeMap<>();
    if (automatableOrNull != null) {
      points.put("Automatable", automatableOrNull ? "yes" : "no");
    }
    if (totalImpactOrNull != null) {
      points.put("Technical Impact", totalImpactOrNull ? "total" : "partial");
    }
    if (!points.isEmpty()) {
      enrichments.add(new Enrichment.Decision(SOURCE, "", "", SOURCE, "", points));
    }
    return enrichments;
  }
}
