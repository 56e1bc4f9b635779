package dev.seaworthy.scan;

import dev.seaworthy.verdict.Policy;
import java.time.Instant;

/// By what an image is judged.
///
/// @param boundary the system that the image is part of, or empty
/// @param surveyedAt the time of the scan, by which the age of data is told
/// @param withDenials whether the verdict names the flaws too that don't affect the image, with the
///   reasons
public record Judgement(Policy policy, String boundary, Instant surveyedAt, boolean withDenials) {}
