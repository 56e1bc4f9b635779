package dev.seaworthy.inspection;

import dev.seaworthy.rulebook.RuleDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what rules say of themselves from a JSON document: their ids, ratings, texts in both
/// languages, and references.
public final class InspectionRules {

  private InspectionRules() {}

  /// The rules of a document that lies beside a class, by id, in the order of the document.
  public static Map<String, InspectionRule> read(Class<?> beside, String name, Subject subject) {
    RuleDocument document = RuleDocument.resource(beside, name).only("rules");
    Map<String, InspectionRule> rules = new LinkedHashMap<>();
    for (RuleDocument part : document.parts("rules")) {
      InspectionRule rule = rule(part, subject);
      if (rules.put(rule.id(), rule) != null) {
        throw part.bad("id", "stands here twice");
      }
    }
    return rules;
  }

  private static InspectionRule rule(RuleDocument part, Subject subject) {
    part.only("id", "rating", "title", "reason", "fix", "references");
    return new InspectionRule(
        subject,
        part.text("id"),
        part.bilingual("title"),
        part.bilingual("reason"),
        part.bilingual("fix"),
        part.rating("rating"),
        references(part));
  }

  private static List<Reference> references(RuleDocument part) {
    if (part.object().array("references").isEmpty()) {
      return List.of();
    }
    List<Reference> references = new ArrayList<>();
    for (RuleDocument reference : part.parts("references")) {
      reference.only("catalogue", "edition", "ids");
      String catalogue = reference.text("catalogue");
      String edition = reference.object().text("edition");
      reference.texts("ids").forEach(id -> references.add(new Reference(catalogue, edition, id)));
    }
    return references;
  }
}
