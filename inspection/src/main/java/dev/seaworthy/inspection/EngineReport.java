package dev.seaworthy.inspection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which engine looked, with what, and how much it saw. Reports carry it, so that nobody has to
/// trust a "nothing found" of an engine that saw nothing.
///
/// @param subject what it looks for
/// @param name such as `clamav`, `yara`, `hash-list`, `vectorscan` or `java`
/// @param version the engine's own
/// @param dataVersion of its signatures or rules
/// @param dataDateOrNull when its signatures were made; null where rules come with the program
/// @param files how many it looked at
/// @param bytes how many it looked at
/// @param nanos how long that took
public record EngineReport(
    Subject subject,
    String name,
    String version,
    String dataVersion,
    @Nullable Instant dataDateOrNull,
    long files,
    long bytes,
    long nanos) {}
