package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Text;
import java.time.Instant;
import java.time.LocalDate;

/// What one person did with a deviation, signed by that person's key.
public sealed interface DeviationStep {

  /// The kind of document in a step's envelope.
  String TYPE = "application/vnd.seaworthy.deviation-step+json";

  /// Who did it.
  String by();

  /// When, by the clock of who did it.
  Instant at();

  /// What must be allowed to who does it.
  Duty duty();

  /// The word in files.
  String word();

  /// Asked for it.
  record Requested(String by, Instant at) implements DeviationStep {
    @Override
    public Duty duty() {
      return Duty.REQUEST;
    }

    @Override
    public String word() {
      return "request";
    }
  }

  /// Stands behind it, as a second person.
  record Endorsed(String by, Instant at) implements DeviationStep {
    @Override
    public Duty duty() {
      return Duty.ENDORSE;
    }

    @Override
    public String word() {
      return "endorse";
    }
  }

  /// Recorded what the authorising official decided.
  ///
  /// @param by who recorded it
  /// @param official who decided
  /// @param decidedOn the decision's date
  /// @param evidence the digest of the document in which the decision stands
  record Decided(
      String by,
      Instant at,
      String official,
      LocalDate decidedOn,
      Digest evidence,
      boolean isApproved)
      implements DeviationStep {
    @Override
    public Duty duty() {
      return Duty.RECORD;
    }

    @Override
    public String word() {
      return "decide";
    }
  }

  /// Took it back.
  record Withdrawn(String by, Instant at) implements DeviationStep {
    @Override
    public Duty duty() {
      return Duty.REQUEST;
    }

    @Override
    public String word() {
      return "withdraw";
    }
  }

  /// Asked the vendor again.
  ///
  /// @param on the day of the check-in
  record CheckedIn(String by, Instant at, LocalDate on) implements DeviationStep {
    @Override
    public Duty duty() {
      return Duty.REQUEST;
    }

    @Override
    public String word() {
      return "check-in";
    }
  }

  /// Noted that the vendor has released a fix: the clock starts at that day.
  record Released(String by, Instant at, LocalDate on) implements DeviationStep {
    @Override
    public Duty duty() {
      return Duty.REQUEST;
    }

    @Override
    public String word() {
      return "release";
    }
  }

  /// What is signed.
  ///
  /// @param request the digest of the [DeviationRequest]
  /// @param previous the digest of the step before; of the first, that of the request
  default JsonObject toJson(Digest request, Digest previous) {
    JsonBuilder json =
        new JsonBuilder()
            .put("request", request.toString())
            .put("previous", previous.toString())
            .put("step", word())
            .put("by", by())
            .put("at", at().toString());
    switch (this) {
      case Requested _, Endorsed _, Withdrawn _ -> {
        // Nothing more to tell.
      }
      case Decided decided ->
          json.put("official", decided.official())
              .put("decidedOn", decided.decidedOn().toString())
              .put("evidence", decided.evidence().toString())
              .put("decision", decided.isApproved() ? "approved" : "rejected");
      case CheckedIn checkIn -> json.put("on", checkIn.on().toString());
      case Released release -> json.put("on", release.on().toString());
    }
    return json.build();
  }

  /// @throws IllegalArgumentException or a DateTimeException when it is none
  static DeviationStep of(JsonObject json) {
    String by = json.text("by");
    Instant at = Instant.parse(json.text("at"));
    return switch (json.text("step")) {
      case "request" -> new Requested(by, at);
      case "endorse" -> new Endorsed(by, at);
      case "withdraw" -> new Withdrawn(by, at);
      case "check-in" -> new CheckedIn(by, at, LocalDate.parse(json.text("on")));
      case "release" -> new Released(by, at, LocalDate.parse(json.text("on")));
      case "decide" ->
          new Decided(
              by,
              at,
              json.text("official"),
              LocalDate.parse(json.text("decidedOn")),
              Digest.parse(json.text("evidence")),
              isApproved(json.text("decision")));
      default ->
          throw new IllegalArgumentException(
              "step \"%s\" is not known".formatted(Text.shorten(json.text("step"), 40)));
    };
  }

  private static boolean isApproved(String decision) {
    return switch (decision) {
      case "approved" -> true;
      case "rejected" -> false;
      default ->
          throw new IllegalArgumentException(
              "decision \"%s\" is neither approved nor rejected"
                  .formatted(Text.shorten(decision, 40)));
    };
  }
}
