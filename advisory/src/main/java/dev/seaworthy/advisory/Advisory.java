package dev.seaworthy.advisory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One source's statement on one package: the row that matching works with. Most speak of one flaw;
/// a distribution's bulletin (DSA, ALSA, …) may speak of several, which are then in `upstream`.
/// Texts that several rows share (summary, references) are in [Flaw].
///
/// @param id the statement's own id
/// @param aliases other ids of the same flaw, CVE first, without [#id]
/// @param upstream the flaws that it speaks of where its own id is not one of them, CVE first: a
///   bulletin's CVEs, or the CVE behind `DEBIAN-CVE-…`; else empty
/// @param source who says it, such as `debian-tracker`, `osv/github`, `alpine-secdb`, `starter-set`
/// @param ecosystem OSV's word, such as `Debian:12`, `Alpine:v3.20`, `npm`, `Go`
/// @param packageName in the ecosystem's normal spelling; Debian, Ubuntu and Alpine name source
///   packages
/// @param ranges versions that are affected, half-open
/// @param versions versions that are affected, one by one
/// @param statement what the source says beyond ranges
/// @param severities as the source states them for this package
/// @param modified when the source last changed it, RFC 3339, or empty
/// @param withdrawn when the source took it back, RFC 3339, or empty when it stands
/// @param licence of the record, an SPDX id or the source's own words, or empty
/// @param scope what it is limited to beyond package and versions
/// @param remark why, in the source's own words, such as `Out of support scope`, or empty
public record Advisory(
    AdvisoryId id,
    List<AdvisoryId> aliases,
    List<AdvisoryId> upstream,
    String source,
    String ecosystem,
    String packageName,
    List<AffectedRange> ranges,
    List<String> versions,
    Statement statement,
    List<Severity> severities,
    String modified,
    String withdrawn,
    String licence,
    Scope scope,
    String remark) {

  /// A statement without further limits.
  public Advisory(
      AdvisoryId id,
      List<AdvisoryId> aliases,
      List<AdvisoryId> upstream,
      String source,
      String ecosystem,
      String packageName,
      List<AffectedRange> ranges,
      List<String> versions,
      Statement statement,
      List<Severity> severities,
      String modified,
      String withdrawn,
      String licence) {
    this(
        id,
        aliases,
        upstream,
        source,
        ecosystem,
        packageName,
        ranges,
        versions,
        statement,
        severities,
        modified,
        withdrawn,
        licence,
        Scope.NONE,
        "");
  }

  public Advisory {
    aliases = sorted(aliases);
    upstream = sorted(upstream);
    ranges = List.copyOf(ranges);
    versions = List.copyOf(versions);
    severities = List.copyOf(severities);
  }

  /// Most come sorted already, from the database.
  private static List<AdvisoryId> sorted(List<AdvisoryId> ids) {
    for (int i = 1; i < ids.size(); i++) {
      if (ids.get(i - 1).compareTo(ids.get(i)) >= 0) {
        return ids.stream().distinct().sorted().toList();
      }
    }
    return List.copyOf(ids);
  }

  /// The flaws that it speaks of, each by the name that people know it by: the CVE where there is
  /// one. Never empty.
  public List<AdvisoryId> flaws() {
    if (!upstream.isEmpty()) {
      return upstream;
    }
    return List.of(
        aliases.isEmpty() || id.compareTo(aliases.getFirst()) <= 0 ? id : aliases.getFirst());
  }

  /// The first of [#flaws].
  public AdvisoryId bestId() {
    return flaws().getFirst();
  }

  /// Every id that it carries: its own, its aliases and its upstream ones, best first.
  public List<AdvisoryId> allIds() {
    if (aliases.isEmpty() && upstream.isEmpty()) {
      return List.of(id);
    }
    List<AdvisoryId> all = new ArrayList<>(aliases.size() + upstream.size() + 1);
    all.add(id);
    all.addAll(aliases);
    all.addAll(upstream);
    Collections.sort(all);
    return List.copyOf(all);
  }

  /// Whether the source has taken it back, so that it must not be reported.
  public boolean isWithdrawn() {
    return !withdrawn.isEmpty();
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
    /// unimportant; RustSec: unmaintained).
    UNIMPORTANT,
    /// The source doesn't know yet (Debian: undetermined; under investigation), or names the
    /// package without any version.
    UNDETERMINED,
    /// The source says that this package in this ecosystem is not affected: in the versions listed,
    /// or in all when none are.
    NOT_AFFECTED
  }
}
