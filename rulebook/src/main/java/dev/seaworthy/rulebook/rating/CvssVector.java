package dev.seaworthy.rulebook.rating;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import us.springett.cvss.Cvss;
import us.springett.cvss.MalformedVectorException;

/// A CVSS vector that can be scored. The scores are those of the base metrics alone: threat,
/// temporal and environmental metrics say how bad a flaw is somewhere or at some time, and a rating
/// that leaned on them could not be compared.
///
/// @param kind [Assessment#CVSS_2], [Assessment#CVSS_3] or [Assessment#CVSS_4]
/// @param metrics every metric that the vector gives, by its short name
/// @param scoreTenths the base score times ten, 0 to 100
public record CvssVector(String kind, Map<String, String> metrics, int scoreTenths) {

  /// Longer than any vector of any version with all its optional metrics.
  private static final int CHARS_MAX = 400;

  private static final List<String> BASE_2 = List.of("AV", "AC", "Au", "C", "I", "A");
  private static final List<String> BASE_3 = List.of("AV", "AC", "PR", "UI", "S", "C", "I", "A");
  private static final List<String> BASE_4 =
      List.of("AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA");

  public CvssVector {
    metrics = Map.copyOf(metrics);
  }

  /// Reads a vector of any version; empty when it is none, lacks a base metric, or gives one twice.
  public static Optional<CvssVector> parse(String text) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    if (text.startsWith("CVSS:3.0/") || text.startsWith("CVSS:3.1/")) {
      return parse(Assessment.CVSS_3, text.substring(0, 9), text.substring(9), BASE_3);
    }
    if (text.startsWith("CVSS:4.0/")) {
      return parse(Assessment.CVSS_4, text.substring(0, 9), text.substring(9), BASE_4);
    }
    return text.startsWith("AV:") || text.startsWith("(AV:")
        ? parse(Assessment.CVSS_2, "", text.replaceAll("[()]", ""), BASE_2)
        : Optional.empty();
  }

  private static Optional<CvssVector> parse(
      String kind, String prefix, String text, List<String> base) {
    Map<String, String> metrics = new LinkedHashMap<>();
    for (String metric : text.split("/", -1)) {
      int colon = metric.indexOf(':');
      if (colon < 1
          || metrics.put(metric.substring(0, colon), metric.substring(colon + 1)) != null) {
        return Optional.empty();
      }
    }
    StringBuilder scored = new StringBuilder(prefix);
    for (String name : base) {
      String value = metrics.get(name);
      if (value == null) {
        return Optional.empty();
      }
      scored.append(name.equals(base.getFirst()) ? "" : "/").append(name).append(':').append(value);
    }
    try {
      Cvss cvss = Cvss.fromVector(scored.toString());
      return cvss == null
          ? Optional.empty()
          : Optional.of(
              new CvssVector(
                  kind, metrics, (int) Math.round(cvss.calculateScore().getBaseScore() * 10)));
    } catch (MalformedVectorException e) {
      return Optional.empty();
    }
  }
}
