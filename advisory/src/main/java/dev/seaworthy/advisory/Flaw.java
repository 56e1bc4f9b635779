package dev.seaworthy.advisory;

import java.util.List;

/// What is known about a flaw whatever the package: texts for people and facts for rating.
///
/// @param id the id of the record that says so
/// @param summary one sentence, or empty
/// @param published RFC 3339, or empty
/// @param references addresses for people
public record Flaw(AdvisoryId id, String summary, String published, List<String> references) {
  public Flaw {
    references = List.copyOf(references);
  }
}
