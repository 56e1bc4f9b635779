package dev.seaworthy.server.trail;

import java.nio.file.Path;
import java.time.InstantSource;

/// What a place for heads needs of this installation.
///
/// @param data the data directory, in which no place outside can lie
/// @param host what this machine calls itself
record TargetSurroundings(Path data, String host, InstantSource clock) {}
