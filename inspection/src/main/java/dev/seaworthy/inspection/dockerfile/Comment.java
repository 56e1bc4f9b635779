package dev.seaworthy.inspection.dockerfile;

/// A comment, which takes a whole line of its own.
///
/// @param text without the `#` and the white space around it
/// @param line counted from 1
public record Comment(String text, int line) {}
