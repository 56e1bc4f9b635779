package dev.seaworthy.inspection.hardening.check;

/// What another part of Seaworthy answers to a [Topic].
public sealed interface Answer {

  /// What is known, or why nothing is, for people.
  String evidence();

  /// All is well.
  record Yes(String evidence) implements Answer {}

  /// It isn't.
  record No(String evidence) implements Answer {}

  /// Nobody looked, or nobody could tell.
  record Unknown(String evidence) implements Answer {}
}
