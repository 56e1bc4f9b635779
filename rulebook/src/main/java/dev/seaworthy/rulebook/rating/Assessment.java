package dev.seaworthy.rulebook.rating;

import java.util.Comparator;

/// How bad a flaw is, as a source states it.
///
/// @param kind [#CVSS_2], [#CVSS_3], [#CVSS_4] or [#WORD]
/// @param value the vector, or the source's own word
/// @param by who rated: `nvd` for NVD's own analysis, `cna:…` and `adp:…` for others' in the CVE
///   List, else a vendor's or a database's name
public record Assessment(String kind, String value, String by) implements Comparable<Assessment> {

  public static final String CVSS_2 = "CVSS_V2";

  /// Versions 3.0 and 3.1.
  public static final String CVSS_3 = "CVSS_V3";

  public static final String CVSS_4 = "CVSS_V4";
  public static final String WORD = "WORD";

  private static final Comparator<Assessment> ORDER =
      Comparator.comparing(Assessment::kind)
          .thenComparing(Assessment::by)
          .thenComparing(Assessment::value);

  @Override
  public int compareTo(Assessment other) {
    return ORDER.compare(this, other);
  }
}
