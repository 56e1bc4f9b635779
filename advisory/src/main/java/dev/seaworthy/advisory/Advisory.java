package dev.seaworthy.advisory;

import java.util.List;

/// One source's statement on one flaw in one package: the row that matching works with. Texts that
/// several rows share (summary, references) are in [Flaw].
///
/// @param id the statement's own id
/// @param aliases other ids of the same flaw, CVE first, without [#id]; never empty strings
/// @param source who says it, such as `debian-tracker`, `osv`, `alpine-secdb`, `starter-set`
/// @param ecosystem OSV's word, such as `Debian:12`, `Alpine:v3.20`, `npm`, `Go`
/// @param packageName in the ecosystem's own spelling; Debian, Ubuntu and Alpine name source
///   packages
/// @param ranges versions that are affected, half-open
/// @param versions versions that are affected, one by one
/// @param statement what the source says beyond ranges
/// @param severities as the source states them
/// @param modified the date of the source's last change, RFC 3339, or empty
/// @param licence of the record, an SPDX id or empty
public record Advisory(
    AdvisoryId id,
    List<AdvisoryId> aliases,
    String source,
    String ecosystem,
    String packageName,
    List<AffectedRange> ranges,
    List<String> versions,
    Statement statement,
    List<Severity> severities,
    String modified,
    String licence) {

  public Advisory {
    aliases = aliases.stream().distinct().sorted().toList();
    ranges = List.copyOf(ranges);
    versions = List.copyOf(versions);
    severities = List.copyOf(severities);
  }

  /// The name that people know the flaw by: the CVE where there is one.
  public AdvisoryId bestId() {
    return aliases.isEmpty() || id.compareTo(aliases.getFirst()) <= 0 ? id : aliases.getFirst();
  }

  /// What a source says of a package beyond version ranges.
  public enum Statement {
    /// The ranges and versions say it all.
    RANGES,
    /// Affected, and the source doesn't intend to fix it (no-dsa ignored, won't fix, end of life).
    WILL_NOT_FIX,
    /// Affected, to be fixed later with something else (no-dsa, postponed, deferred).
    DEFERRED,
    /// Affected by the letter but without security impact in the source's eyes (Debian:
    /// unimportant).
    UNIMPORTANT,
    /// The source doesn't know yet (Debian: undetermined; under investigation).
    UNDETERMINED,
    /// The source says that this package in this ecosystem is not affected.
    NOT_AFFECTED
  }

  /// A severity as a source states it.
  ///
  /// @param kind `CVSS_V2`, `CVSS_V3`, `CVSS_V4` with a vector, or `WORD` with the source's own
  ///   word
  /// @param value the vector or the word
  /// @param by who rated: `nvd`, `ghsa`, `debian`, …
  public record Severity(String kind, String value, String by) {}
}
