package dev.seaworthy.advisory;

import java.util.Map;
import java.util.TreeMap;

/// A fact on a flaw beyond who is affected: whether and how likely it is exploited, and what those
/// who coordinate decided. Each keeps who says it and as of when.
public sealed interface Enrichment {

  /// Who says it, such as `cisa-kev`.
  String source();

  /// The terms, an SPDX id or the source's own words.
  String licence();

  /// As of when, RFC 3339, or empty.
  String asOf();

  /// It is known to be exploited (CISA's catalogue).
  ///
  /// @param added the day that it came into the catalogue, `2024-05-01`
  /// @param due the day by which US agencies must have acted, or empty
  /// @param ransomware the source's word on use by ransomware: `Known`, `Unknown`, or empty
  /// @param name the source's name for the flaw, or empty
  record KnownExploited(
      String source,
      String licence,
      String asOf,
      String added,
      String due,
      String ransomware,
      String name)
      implements Enrichment {}

  /// How likely it is to be exploited in the next 30 days (FIRST's EPSS).
  ///
  /// @param probability from 0 to 1, as the source writes it
  /// @param percentile from 0 to 1, as the source writes it
  /// @param model the version of the model, or empty
  record ExploitForecast(
      String source,
      String licence,
      String asOf,
      String probability,
      String percentile,
      String model)
      implements Enrichment {}

  /// A stakeholder-specific decision (CISA's SSVC).
  ///
  /// @param by who decided, such as `adp:CISA-ADP`
  /// @param version of the decision tree
  /// @param points the decision points by name, such as `Exploitation` to `active`
  record Decision(
      String source,
      String licence,
      String asOf,
      String by,
      String version,
      Map<String, String> points)
      implements Enrichment {
    public Decision {
      points = java.util.Collections.unmodifiableMap(new TreeMap<>(points));
    }
  }
}
