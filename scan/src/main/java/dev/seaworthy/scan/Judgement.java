package dev.seaworthy.scan;

import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// By what an image is judged.
///
/// @param boundary the system that the image is part of, or empty
/// @param surveyedAt the time of the scan, by which the age of data is told
/// @param detections when findings were first seen in the asset, as an earlier certificate has it
/// @param deviations that may speak of the image's findings
/// @param circumstances what is known of the image beside its content; what the image itself tells
///   is added to it
/// @param withDenials whether the verdict names the flaws too that don't affect the image, with the
///   reasons
public record Judgement(
    Policy policy,
    String boundary,
    Instant surveyedAt,
    Map<FindingId, Instant> detections,
    List<Deviation> deviations,
    Circumstances circumstances,
    boolean withDenials) {

  public Judgement {
    detections = Map.copyOf(detections);
    deviations = List.copyOf(deviations);
  }

  /// Of an asset of which nothing is known, without deviations.
  public Judgement(Policy policy, String boundary, Instant surveyedAt, boolean withDenials) {
    this(policy, boundary, surveyedAt, Map.of(), List.of(), Circumstances.UNKNOWN, withDenials);
  }

  /// The same in other circumstances.
  Judgement in(Circumstances others) {
    return new Judgement(policy, boundary, surveyedAt, detections, deviations, others, withDenials);
  }
}
