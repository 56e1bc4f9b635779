package dev.seaworthy.verdict;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Enrichment.ExploitForecast;
import dev.seaworthy.inventory.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A survey as the plain values that rules are written about. `docs/howto-policy.md` lists them.
final class RuleValues {

  private final Survey survey;
  private final List<Finding> all;
  private @Nullable List<Map<String, Object>> findings;
  private @Nullable List<Map<String, Object>> components;
  private @Nullable Map<String, Object> image;

  RuleValues(Survey survey, List<Finding> findings) {
    this.survey = survey;
    this.all = List.copyOf(findings);
  }

  /// Everything that a rule on the image may name.
  Map<String, Object> ofImage() {
    return Map.of(
        "image", image(), "findings", findings(), "components", components(), "finding", Map.of());
  }

  /// Everything that a rule on a finding may name.
  Map<String, Object> ofFinding(Map<String, Object> finding) {
    return Map.of(
        "image", image(), "findings", findings(), "components", components(), "finding", finding);
  }

  List<Map<String, Object>> findings() {
    List<Map<String, Object>> known = findings;
    if (known == null) {
      known = all.stream().map(this::finding).toList();
      findings = known;
    }
    return known;
  }

  private Map<String, Object> image() {
    Map<String, Object> known = image;
    if (known == null) {
      Circumstances circumstances = survey.circumstances();
      known =
          Map.of(
              "asset",
              survey.asset().name(),
              "boundary",
              survey.asset().boundary(),
              "repository",
              survey.asset().repository(),
              "distribution",
              survey.inventory().distribution().map(each -> each.purlQualifier()).orElse(""),
              "labels",
              circumstances.labels(),
              "bases",
              circumstances.baseNames(),
              "builder",
              circumstances.builder(),
              "componentCount",
              (long) survey.inventory().components().size());
      image = known;
    }
    return known;
  }

  private List<Map<String, Object>> components() {
    List<Map<String, Object>> known = components;
    if (known == null) {
      known = survey.inventory().components().stream().map(RuleValues::component).toList();
      components = known;
    }
    return known;
  }

  private static Map<String, Object> component(Component component) {
    return Map.of(
        "type",
        component.type(),
        "name",
        component.qualifiedName(),
        "version",
        component.version(),
        "purl",
        component.purl(),
        "licences",
        component.licences());
  }

  private Map<String, Object> finding(Finding finding) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", finding.id().value());
    values.put(
        "ageDays", Duration.between(survey.firstDetected(finding), survey.surveyedAt()).toDays());
    values.put("rating", "");
    values.put("aliases", List.of());
    values.put("package", "");
    values.put("purl", "");
    values.put("standing", "");
    values.put("fixable", false);
    values.put("knownExploited", false);
    values.put("epss", 0.0);
    switch (finding) {
      case VulnerabilityFinding flaw -> vulnerability(flaw, values);
      case InspectionFinding seen -> {
        values.put("kind", seen.subject().word());
        values.put("name", seen.rule().id());
        values.put("rating", seen.rating().word());
        values.put(
            "paths",
            seen.observations().stream().map(each -> each.location().path()).distinct().toList());
      }
      case ConditionFinding condition -> {
        values.put("kind", "condition");
        values.put("name", condition.condition().id());
        values.put("paths", List.of());
      }
      case GapFinding gap -> {
        values.put("kind", "gap");
        values.put("name", gap.gap().code());
        values.put("paths", List.of(gap.gap().location().path()));
      }
    }
    return Map.copyOf(values);
  }

  private static void vulnerability(VulnerabilityFinding flaw, Map<String, Object> values) {
    values.put("kind", "vulnerability");
    values.put("name", flaw.flaw().value());
    values.put("rating", flaw.effective().word());
    values.put("aliases", flaw.aliases().stream().map(AdvisoryId::value).toList());
    values.put("package", flaw.packageName());
    values.put("purl", flaw.componentClass().purl());
    values.put("standing", flaw.standing().word());
    values.put("fixable", flaw.isFixable());
    values.put("knownExploited", flaw.beside().isKnownExploited());
    values.put("epss", forecast(flaw.beside().enrichments()));
    List<String> paths = new ArrayList<>();
    flaw.components()
        .forEach(
            each -> each.component().evidence().forEach(at -> paths.add(at.location().path())));
    values.put("paths", paths.stream().distinct().toList());
  }

  private static double forecast(List<Enrichment> enrichments) {
    double highest = 0.0;
    for (Enrichment each : enrichments) {
      if (each instanceof ExploitForecast forecast) {
        try {
          highest = Math.max(highest, Double.parseDouble(forecast.probability()));
        } catch (NumberFormatException _) {
          // A source that says no number says nothing.
        }
      }
    }
    return highest;
  }
}
