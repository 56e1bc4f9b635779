package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.deadline.SystemFacts;
import dev.seaworthy.rulebook.deadline.SystemFacts.Agencies;
import dev.seaworthy.rulebook.deadline.SystemFacts.DataClass;
import dev.seaworthy.rulebook.deadline.SystemFacts.Effect;
import dev.seaworthy.rulebook.deadline.SystemFacts.Exposure;
import dev.seaworthy.verdict.document.DocumentPart;
import dev.seaworthy.verdict.document.PlacedDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What people declare of a system and of the findings in it.
///
/// @param system of the system as a whole
/// @param evaluations of single findings
public record DeclaredFacts(SystemFacts system, List<Evaluation> evaluations) {

  /// Nothing is declared.
  public static final DeclaredFacts NONE = new DeclaredFacts(SystemFacts.UNDECLARED, List.of());

  public DeclaredFacts {
    evaluations = List.copyOf(evaluations);
  }

  /// Reads a file of facts.
  ///
  /// @param name the file's, for messages
  /// @throws SeaworthyException the code, naming file, line and column
  public static DeclaredFacts read(byte[] bytes, String name, ErrorCode code, Limits limits) {
    return read(PlacedDocument.read(bytes, name, code, limits).root());
  }

  /// Reads facts that stand in another document.
  public static DeclaredFacts read(DocumentPart part) {
    part.only(Set.of("exposure", "dataClass", "effect", "agencies", "automatable", "evaluations"));
    return new DeclaredFacts(
        new SystemFacts(
            part.oneOfOrNull("exposure", Exposure.values(), Exposure::word),
            part.oneOfOrNull("dataClass", DataClass.values(), DataClass::word),
            part.oneOfOrNull("effect", Effect.values(), Effect::word),
            part.oneOfOrNull("agencies", Agencies.values(), Agencies::word),
            part.has("automatable") ? (Boolean) part.flag("automatable") : null),
        part.parts("evaluations").stream().map(Evaluation::read).toList());
  }

  /// Both; of the system, what these facts declare goes before what the others do.
  public DeclaredFacts over(DeclaredFacts others) {
    SystemFacts theirs = others.system;
    return new DeclaredFacts(
        new SystemFacts(
            system.exposureOrNull() == null ? theirs.exposureOrNull() : system.exposureOrNull(),
            system.dataClassOrNull() == null ? theirs.dataClassOrNull() : system.dataClassOrNull(),
            system.effectOrNull() == null ? theirs.effectOrNull() : system.effectOrNull(),
            system.agenciesOrNull() == null ? theirs.agenciesOrNull() : system.agenciesOrNull(),
            system.automatableOrNull() == null
                ? theirs.automatableOrNull()
                : system.automatableOrNull()),
        Stream.concat(evaluations.stream(), others.evaluations.stream()).distinct().toList());
  }

  /// The last evaluation of a finding that was completed by then.
  ///
  /// @param names every name of the flaw
  /// @param purl of the component without its version, or empty
  public Optional<Evaluation> evaluation(Collection<String> names, String purl, Instant then) {
    return evaluations.stream()
        .filter(each -> !each.completedAt().isAfter(then))
        .filter(each -> each.isAbout(names, purl))
        .max(Comparator.comparing(Evaluation::completedAt));
  }

  /// The digest of the canonical form.
  public Digest digest() {
    return Digest.sha256(JsonWriter.canonical(toJson()));
  }

  /// The facts as a document.
  public JsonObject toJson() {
    JsonBuilder json = new JsonBuilder();
    if (system.exposureOrNull() != null) {
      json.put("exposure", system.exposureOrNull().word());
    }
    if (system.dataClassOrNull() != null) {
      json.put("dataClass", system.dataClassOrNull().word());
    }
    if (system.effectOrNull() != null) {
      json.put("effect", system.effectOrNull().word());
    }
    if (system.agenciesOrNull() != null) {
      json.put("agencies", system.agenciesOrNull().word());
    }
    if (system.automatableOrNull() != null) {
      json.put("automatable", system.automatableOrNull().booleanValue());
    }
    if (!evaluations.isEmpty()) {
      json.putArray("evaluations", evaluations.stream().map(Evaluation::toJson).toList());
    }
    return json.build();
  }
}
