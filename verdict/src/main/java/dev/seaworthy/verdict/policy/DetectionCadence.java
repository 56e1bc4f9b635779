package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.verdict.document.DocumentPart;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;

/// How often FedRAMP's rules of 2026 want flaws to be looked for. They speak of resources; which of
/// the three an image is, is an interpretation, so a policy says it.
///
/// @param drifting all resources that are likely to drift (VDR-TFR-PDD)
/// @param steady all that aren't (VDR-TFR-PCD)
/// @param samples samples of similar resources (VDR-TFR-PSD)
/// @param imagesAre what an image counts as
public record DetectionCadence(Period drifting, Period steady, Period samples, Kind imagesAre) {

  private static final String PERIOD = "P(([1-9][0-9]?|[1-3][0-9]{2})D|([1-9]|1[0-2])M)";

  /// What a resource is.
  public enum Kind {
    DRIFTING("VDR-TFR-PDD"),
    STEADY("VDR-TFR-PCD"),
    SAMPLES("VDR-TFR-PSD");

    private final String rule;

    Kind(String rule) {
      this.rule = rule;
    }

    /// The word in policies.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The rule's id in FedRAMP's rules.
    public String rule() {
      return rule;
    }
  }

  static DetectionCadence read(DocumentPart part) {
    part.only(Set.of("drifting", "steady", "samples", "imagesAre"));
    return new DetectionCadence(
        period(part, "drifting"),
        period(part, "steady"),
        period(part, "samples"),
        part.oneOf("imagesAre", Kind.values(), Kind::word));
  }

  private static Period period(DocumentPart part, String member) {
    String text = part.text(member);
    if (!text.matches(PERIOD)) {
      throw part.bad(
          member, "must be a period of 1 to 399 days or 1 to 12 months, such as P14D or P1M");
    }
    return Period.parse(text);
  }

  /// The period that an image must be looked at in.
  public Period ofImages() {
    return switch (imagesAre) {
      case DRIFTING -> drifting;
      case STEADY -> steady;
      case SAMPLES -> samples;
    };
  }

  /// The last instant at which an image counts as looked at. Days are of 24 hours, months are those
  /// of the calendar, both by UTC.
  ///
  /// @throws DateTimeException past the end of time
  public Instant until(Instant surveyedAt) {
    return surveyedAt.atOffset(ZoneOffset.UTC).plus(ofImages()).toInstant();
  }

  JsonObject toJson() {
    return new JsonBuilder()
        .put("drifting", drifting.toString())
        .put("steady", steady.toString())
        .put("samples", samples.toString())
        .put("imagesAre", imagesAre.word())
        .build();
  }
}
