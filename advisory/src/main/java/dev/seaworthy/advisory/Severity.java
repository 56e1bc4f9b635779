package dev.seaworthy.advisory;

import java.util.Comparator;

/// How bad a flaw is, as a source states it.
///
/// @param kind `CVSS_V2`, `CVSS_V3`, `CVSS_V4` with a vector, or `WORD` with the source's own word
/// @param value the vector or the word
/// @param by who rated: `nvd`, `github`, `debian`, …
public record Severity(String kind, String value, String by) implements Comparable<Severity> {

  private static final Comparator<Severity> ORDER =
      Comparator.comparing(Severity::kind)
          .thenComparing(Severity::by)
          .thenComparing(Severity::value);

  @Override
  public int compareTo(Severity other) {
    return ORDER.compare(this, other);
  }
}
