package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.verdict.document.DocumentPart;
import java.util.Locale;
import java.util.Set;

/// A rule of the operator's own: an expression in CEL that refuses where it is true.
///
/// @param id names it in findings, such as `no-agpl`
/// @param on what it is asked of
/// @param refuse the expression
/// @param reason why, for whoever is refused
public record CustomRule(String id, On on, String refuse, String reason) {

  /// What a rule is asked of.
  public enum On {
    /// The image as a whole, once.
    IMAGE,
    /// Every finding.
    FINDING;

    /// The word in policies.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CustomRule read(DocumentPart part) {
    part.only(Set.of("id", "on", "refuse", "reason"));
    String id = part.text("id");
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+){0,10}")) {
      throw part.bad("id", "must be of small letters, digits and single hyphens");
    }
    return new CustomRule(
        id,
        part.oneOf("on", On.values(), On::word),
        part.text("refuse").strip(),
        part.text("reason").strip());
  }

  JsonObject toJson() {
    return new JsonBuilder()
        .put("id", id)
        .put("on", on.word())
        .put("refuse", refuse)
        .put("reason", reason)
        .build();
  }
}
