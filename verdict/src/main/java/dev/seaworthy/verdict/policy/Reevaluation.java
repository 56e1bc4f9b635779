package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.verdict.document.DocumentPart;
import java.time.LocalDate;
import java.util.Set;

/// That holding a stored inventory against newer data counts as a scan, for findings in packages:
/// then it moves the scan window. Whoever is accountable for the system must have accepted that.
///
/// @param by who accepted it
/// @param on when
/// @param reason why, for people
public record Reevaluation(String by, LocalDate on, String reason) {

  static Reevaluation read(DocumentPart part) {
    part.only(Set.of("by", "on", "reason"));
    return new Reevaluation(part.text("by"), part.day("on"), part.text("reason"));
  }

  JsonObject toJson() {
    return new JsonBuilder().put("by", by).put("on", on.toString()).put("reason", reason).build();
  }
}
