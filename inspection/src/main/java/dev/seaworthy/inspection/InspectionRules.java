package dev.seaworthy.inspection;

import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.RuleDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what rules say of themselves from a JSON document: their ids, ratings, texts in both
/// languages, references, and where it is so, `"blindSpot": true`, see
/// [InspectionRule#isBlindSpot].
public final class InspectionRules {

  /// The catalogues that rules name most, by their short names, with the edition.
  private static final Map<String, Reference> CATALOGUES =
      Map.of(
          "cis", new Reference("CIS Docker", "1.6.0", "x"),
          "disa", new Reference("DISA Container Guide", "V2R0.6", "x"),
          "cci", new Reference("DISA CCI", "", "x"),
          "sp80053", new Reference("SP 800-53", "rev. 5", "x"),
          "sp800190", new Reference("SP 800-190", "", "x"),
          "mlps", new Reference("MLPS", "", "x"),
          "dockle", new Reference("Dockle", "", "x"));

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

  /// One rule of a document.
  ///
  /// @param more members that it has beside those of every rule
  /// @throws SeaworthyException when it is not as it should be
  public static InspectionRule rule(RuleDocument part, Subject subject, String... more) {
    List<String> members =
        new ArrayList<>(
            List.of("id", "rating", "title", "reason", "fix", "references", "blindSpot"));
    members.addAll(List.of(more));
    part.only(members.toArray(String[]::new));
    return new InspectionRule(
        subject,
        part.text("id"),
        part.bilingual("title"),
        part.bilingual("reason"),
        part.bilingual("fix"),
        part.rating("rating"),
        references(part),
        isBlindSpot(part));
  }

  private static boolean isBlindSpot(RuleDocument part) {
    return switch (part.object().members().get("blindSpot")) {
      case null -> false;
      case JsonBoolean(boolean truth) -> truth;
      default -> throw part.bad("blindSpot", "must be true or false");
    };
  }

  /// A list of catalogues with their ids, or the ids by the short names of known catalogues.
  private static List<Reference> references(RuleDocument part) {
    if (part.object().members().get("references") instanceof JsonObject) {
      return byShortName(part.part("references"));
    }
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

  private static List<Reference> byShortName(RuleDocument part) {
    List<Reference> references = new ArrayList<>();
    for (String name : part.object().members().keySet()) {
      Reference catalogue = CATALOGUES.get(name);
      if (catalogue == null) {
        throw part.bad(name, "is no catalogue");
      }
      for (String id : part.texts(name)) {
        references.add(new Reference(catalogue.catalogue(), catalogue.edition(), id));
      }
    }
    return references;
  }
}
