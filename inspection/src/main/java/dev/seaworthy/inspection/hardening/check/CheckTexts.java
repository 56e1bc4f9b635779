package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.InspectionRules;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Check.ExcusedBy;
import dev.seaworthy.rulebook.RuleDocument;
import java.util.List;
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
    InspectionRule rule =
        InspectionRules.rule(part, Subject.CHECK, "looksAt", "excusedBy", "parameters");
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
