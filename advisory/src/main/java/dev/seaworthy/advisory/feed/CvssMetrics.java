package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.Severity;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds CVSS vectors where the formats of CVE, NVD and CSAF put them.
public final class CvssMetrics {

  private static final int VECTOR_CHARS_MAX = 300;

  /// By the member's name.
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("cvssV2_0", "CVSS_V2"),
          Map.entry("cvssV3_0", "CVSS_V3"),
          Map.entry("cvssV3_1", "CVSS_V3"),
          Map.entry("cvssV4_0", "CVSS_V4"),
          Map.entry("cvssMetricV2", "CVSS_V2"),
          Map.entry("cvssMetricV30", "CVSS_V3"),
          Map.entry("cvssMetricV31", "CVSS_V3"),
          Map.entry("cvssMetricV40", "CVSS_V4"),
          Map.entry("cvss_v2", "CVSS_V2"),
          Map.entry("cvss_v3", "CVSS_V3"),
          Map.entry("cvss_v4", "CVSS_V4"));

  private CvssMetrics() {}

  /// The members that may hold a vector, in a fixed order.
  public static List<String> members() {
    return KINDS.keySet().stream().sorted().toList();
  }

  /// The severity of an object with a `vectorString`; empty when it has none.
  ///
  /// @param member the name under which the object was found
  /// @param by who rated
  public static Optional<Severity> severity(String member, JsonObject cvss, String by) {
    String vector = cvss.text("vectorString");
    String kind = KINDS.get(member);
    return kind == null || vector.isEmpty() || vector.length() > VECTOR_CHARS_MAX
        ? Optional.empty()
        : Optional.of(new Severity(kind, vector, by));
  }
}
