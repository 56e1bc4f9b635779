package dev.seaworthy.inspection.dockerfile.check;

/// An image from outside that a Dockerfile builds on.
///
/// @param line of its `FROM`
/// @param reference with values for variables
/// @param isKnown whether each of its variables has a value
public record UsedImage(int line, String reference, boolean isKnown) {}
