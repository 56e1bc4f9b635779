package dev.seaworthy.inspection.dockerfile;

/// A parser directive at the top of a Dockerfile, such as `# syntax=docker/dockerfile:1`.
///
/// @param name `syntax`, `escape` or `check`
/// @param line counted from 1
public record Directive(String name, String value, int line) {}
