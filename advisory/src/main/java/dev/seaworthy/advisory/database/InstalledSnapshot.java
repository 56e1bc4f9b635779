package dev.seaworthy.advisory.database;

import dev.seaworthy.base.Digest;
import java.nio.file.Path;
import java.time.Instant;

/// An advisory database that is installed.
///
/// @param installedAt when its file was put in place
/// @param isCurrent whether scans use it
public record InstalledSnapshot(
    Digest digest, Path file, long sizeBytes, Instant installedAt, boolean isCurrent) {}
