package dev.seaworthy.certificate;

import dev.seaworthy.verdict.FindingId;
import java.time.Instant;

/// When a finding was first seen in the asset, kept from one certificate to the next, so that a
/// rebuild doesn't start its deadline anew.
///
/// @param finding its id (see [dev.seaworthy.verdict.FindingId])
/// @param firstDetected the first time
/// @param isOpen whether it was there when this was certified; what was seen earlier is kept too
public record Detection(FindingId finding, Instant firstDetected, boolean isOpen) {}
