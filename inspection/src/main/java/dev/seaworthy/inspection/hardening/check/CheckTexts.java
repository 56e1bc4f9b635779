package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Check.ExcusedBy;
import dev.seaworthy.rulebook.RuleDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads what checks say of themselves from the documents beside this class.
final class CheckTexts {

  private static final List<String> DOCUMENTS =
      List.of(
          "configuration.json",
          "history.json",
          "accounts.json",
          "files.json",
          "sources.json",
          "tools.json",
          "evidence.json");

  /// The catalogues that references name, by the member that holds their ids, with the edition.
  private static final Map<String, Reference> CATALOGUES =
      Map.of(
          "cis", new Reference("CIS Docker", "1.6.0", "x"),
          "disa", new Reference("DISA Container Guide", "V2R0.6", "x"),
          "cci", new Reference("DISA CCI", "", "x"),
          "sp80053", new Reference("SP 800-53", "rev. 5", "x"),
          "sp800190", new Reference("SP 800-190", "", "x"),
          "mlps", new Reference("MLPS", "", "x"),
          "dockle", new Reference("Dockle", "", "x"));

  private CheckTexts() {}

  /// The checks in all documents, by id.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when a document is not as it should be
  static List<Check> all(Function<String, Coded> code) {
    return DOCUMENTS.stream()
        .flatMap(name -> read(RuleDocument.resource(CheckTexts.class, name), code))
        .sorted((left, right) -> left.id().compareTo(right.id()))
        .toList();
  }

  private static Stream<Check> read(RuleDocument document, Function<String, Coded> code) {
    return document.only("checks").parts("checks").stream().map(part -> check(part, code));
  }

  private static Check check(RuleDocument part, Function<String, Coded> code) {
    part.only(
        "id",
        "rating",
        "title",
        "reason",
        "fix",
        "looksAt",
        "excusedBy",
        "parameters",
        "references");
    InspectionRule rule =
        new InspectionRule(
            Subject.CHECK,
            part.text("id"),
            part.bilingual("title"),
            part.bilingual("reason"),
            part.bilingual("fix"),
            part.rating("rating"),
            references(part.part("references")));
    return new Check(
        rule,
        part.bilingual("looksAt"),
        part.object().array("parameters").isEmpty() ? List.of() : parameters(part),
        excusedBy(part),
        code.apply(rule.id()));
  }

  private static ExcusedBy excusedBy(RuleDocument part) {
    return switch (part.object().text("excusedBy")) {
      case "" -> ExcusedBy.NONE;
      case "path" -> ExcusedBy.PATH;
      case "package" -> ExcusedBy.PACKAGE;
      default -> throw part.bad("excusedBy", "must be path or package");
    };
  }

  private static List<Reference> references(RuleDocument part) {
    List<Reference> references = new ArrayList<>();
    for (String member : part.object().members().keySet()) {
      Reference catalogue = CATALOGUES.get(member);
      if (catalogue == null) {
        throw part.bad(member, "is no catalogue");
      }
      for (String id : part.texts(member)) {
        references.add(new Reference(catalogue.catalogue(), catalogue.edition(), id));
      }
    }
    return references;
  }

  private static List<Parameter> parameters(RuleDocument part) {
    return part.parts("parameters").stream()
        .map(each -> {
          each.only("name", "meaning", "preset");
          JsonValue preset = each.object().members().get("preset");
          if (preset == null || preset instanceof JsonObject) {
            throw each.bad("preset", "must be a number, true or false, or a list of texts");
          }
          Parameter parameter = new Parameter(each.text("name"), each.bilingual("meaning"), preset);
          if (!parameter.accepts(preset)) {
            throw each.bad("preset", "must be " + parameter.kind());
          }
          return parameter;
        })
        .toList();
  }
}
