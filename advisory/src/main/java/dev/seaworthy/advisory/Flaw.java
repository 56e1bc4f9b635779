package dev.seaworthy.advisory;

import java.util.List;

/// What is known about a flaw whatever the package: texts for people and facts for rating, joined
/// from every source that speaks of it.
///
/// @param id the name that people know it by: the CVE where there is one
/// @param summary a sentence or two from the weightiest source that has them, or empty
/// @param published the earliest publication that any source names, RFC 3339, or empty
/// @param severities every source's, sorted
/// @param references addresses for people
public record Flaw(
    AdvisoryId id,
    String summary,
    String published,
    List<Severity> severities,
    List<String> references) {
  public Flaw {
    severities = List.copyOf(severities);
    references = List.copyOf(references);
  }
}
