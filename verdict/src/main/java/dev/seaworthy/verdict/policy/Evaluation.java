package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.rulebook.deadline.ImpactRating;
import dev.seaworthy.rulebook.deadline.Reach;
import dev.seaworthy.verdict.document.DocumentPart;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// That a person evaluated a finding, and what came of it (FedRAMP's rules of 2026).
///
/// @param flaw the flaw's id, or that of the rule that an inspection applied
/// @param component which components it is about, by their package URL without a version
/// @param completedAt when the evaluation was completed
/// @param impactOrNull what it came to; null leaves it to the declared facts
/// @param reachOrNull what it came to; null leaves it to the declared facts
/// @param by who evaluated
/// @param reason why it is so, for people
public record Evaluation(
    String flaw,
    Glob component,
    Instant completedAt,
    @Nullable ImpactRating impactOrNull,
    @Nullable Reach reachOrNull,
    String by,
    String reason) {

  private static final Glob ANY = new Glob("**");

  static Evaluation read(DocumentPart part) {
    part.only(Set.of("flaw", "component", "completedAt", "impact", "reach", "by", "reason"));
    return new Evaluation(
        part.text("flaw"),
        part.has("component") ? new Glob(part.text("component")) : ANY,
        part.instant("completedAt"),
        part.oneOfOrNull("impact", ImpactRating.values(), ImpactRating::word),
        part.oneOfOrNull("reach", Reach.values(), Reach::word),
        part.text("by"),
        part.text("reason"));
  }

  /// Whether it is about a finding.
  ///
  /// @param names every name of the flaw
  /// @param purl of the component without its version; empty for what is in no component
  public boolean isAbout(Collection<String> names, String purl) {
    return names.contains(flaw) && component.fits(purl);
  }

  JsonObject toJson() {
    JsonBuilder json = new JsonBuilder().put("flaw", flaw);
    if (!component.equals(ANY)) {
      json.put("component", component.text());
    }
    json.put("completedAt", completedAt.toString());
    if (impactOrNull != null) {
      json.put("impact", impactOrNull.word());
    }
    if (reachOrNull != null) {
      json.put("reach", reachOrNull.word());
    }
    return json.put("by", by).put("reason", reason).build();
  }
}
