package dev.seaworthy.base;

/// A kind of failure with a stable id. Each room owns one enum of these with its own number range;
/// the reference page is generated from them, so ids are never reused or renumbered.
public interface ErrorCode {

  /// The stable id, `SW-<room>-nnnn`.
  String id();

  /// Whose turn it is.
  ErrorType type();

  /// What failed, in a few words, without values.
  String title();

  /// What the reader can do about it.
  String hint();
}
