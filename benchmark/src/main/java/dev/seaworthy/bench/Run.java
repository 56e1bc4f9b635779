package dev.seaworthy.bench;

/// What one run of a contender took.
///
/// @param seconds from its start to its end on the wall
/// @param peakKibibytes the largest resident size of any of its processes; 0 when not known
record Run(double seconds, long peakKibibytes) {}
