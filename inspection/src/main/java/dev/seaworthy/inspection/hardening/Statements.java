package dev.seaworthy.inspection.hardening;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.hardening.check.BaselineRecord;
import dev.seaworthy.inspection.hardening.check.BaselineRecord.Checklist;
import dev.seaworthy.inspection.hardening.check.BaselineRecord.Tailored;
import dev.seaworthy.inspection.hardening.check.BaselineRecord.Validation;
import dev.seaworthy.inspection.hardening.check.Purpose;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RulebookError;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What an operator states for the record: why something is in an image, and which baselines were
/// validated.
public record Statements(List<Purpose> purposes, List<BaselineRecord> baselines) {

  /// The operator states nothing.
  public static final Statements NONE = new Statements(List.of(), List.of());

  public Statements {
    purposes = List.copyOf(purposes);
    baselines = List.copyOf(baselines);
  }

  /// Both.
  public Statements and(Statements other) {
    return new Statements(
        Stream.concat(purposes.stream(), other.purposes.stream()).toList(),
        Stream.concat(baselines.stream(), other.baselines.stream()).toList());
  }

  /// Reads purpose statements (`docs/schema/1.0/hardening-purposes.schema.json`).
  ///
  /// @param what the file, for messages
  /// @throws SeaworthyException [InspectionError#BAD_STATEMENT], or that it isn't JSON
  public static Statements readPurposes(byte[] bytes, String what, Limits limits) {
    return read(
        bytes,
        what,
        limits,
        document ->
            new Statements(
                document.only("purposes").parts("purposes").stream()
                    .map(Statements::purpose)
                    .toList(),
                List.of()));
  }

  /// Reads a baseline record (`docs/schema/1.0/hardening-baseline.schema.json`).
  ///
  /// @param what the file, for messages
  /// @throws SeaworthyException [InspectionError#BAD_STATEMENT], or that it isn't JSON
  public static Statements readBaseline(byte[] bytes, String what, Limits limits) {
    return read(
        bytes, what, limits, document -> new Statements(List.of(), List.of(baseline(document))));
  }

  /// Reads a document strictly; what is wrong in it is said as an operator's mistake.
  static <T> T read(byte[] bytes, String what, Limits limits, Function<RuleDocument, T> reading) {
    JsonObject object = new JsonReader(limits).readObject(bytes, what);
    try {
      return reading.apply(new RuleDocument(what, object));
    } catch (SeaworthyException e) {
      if (e.code() == RulebookError.BAD_RULE) {
        throw new SeaworthyException(
            InspectionError.BAD_STATEMENT, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private static Purpose purpose(RuleDocument part) {
    part.only("path", "component", "purpose", "by", "approver", "on", "until");
    boolean hasPath = part.object().members().containsKey("path");
    if (hasPath == part.object().members().containsKey("component")) {
      throw part.bad("component", "or \"path\" must be there, and not both");
    }
    String by = part.text("by");
    String approver = part.text("approver");
    if (by.equals(approver)) {
      throw part.bad("approver", "must be someone else than who asks");
    }
    return new Purpose(
        hasPath ? part.text("path") : "",
        hasPath ? "" : part.text("component"),
        part.text("purpose"),
        by,
        approver,
        part.day("on"),
        part.dayOrNull("until"));
  }

  private static BaselineRecord baseline(RuleDocument document) {
    document.only(
        "id", "checklist", "distribution", "releases", "profile", "tailoring", "validation");
    RuleDocument checklist = document.part("checklist").only("kind", "id", "version", "digest");
    String kind = checklist.text("kind");
    if (!kind.equals("ncp") && !kind.equals("own")) {
      throw checklist.bad("kind", "must be ncp or own");
    }
    Tailored tailoring = null;
    if (document.object().members().containsKey("tailoring")) {
      RuleDocument part = document.part("tailoring").only("reference", "digest");
      tailoring = new Tailored(part.text("reference"), part.digest("digest"));
    }
    RuleDocument validation =
        document.part("validation").only("by", "organisation", "on", "evidence", "expires");
    LocalDate on = validation.day("on");
    LocalDate expires = validation.day("expires");
    if (expires.isBefore(on)) {
      throw validation.bad("expires", "lies before \"on\"");
    }
    return new BaselineRecord(
        document.text("id"),
        new Checklist(
            kind.equals("ncp"),
            checklist.text("id"),
            checklist.text("version"),
            checklist.digest("digest")),
        document.text("distribution"),
        document.object().members().containsKey("releases")
            ? document.texts("releases")
            : List.of(),
        document.text("profile"),
        tailoring,
        new Validation(
            validation.text("by"),
            validation.text("organisation"),
            on,
            validation.digest("evidence"),
            expires));
  }
}
