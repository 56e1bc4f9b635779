package dev.seaworthy.base;

/// Whose turn it is after an error; decides the exit code and the HTTP status.
public enum ErrorType {
  /// What the caller asked for can't be done as asked: usage or configuration.
  USER,
  /// Something outside failed: a target, a data source, the network.
  EXTERNAL,
  /// A bound was reached that protects us from hostile or oversized input.
  LIMIT,
  /// A fault of ours.
  INTERNAL
}
