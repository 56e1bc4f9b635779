package dev.seaworthy.verdict;

/// A condition that the scan as a whole met.
///
/// @param subject what it is about, such as an ecosystem; empty when it is about the scan as a
///   whole
/// @param detail what was found, for people; foreign text in it has been made visible
public record ConditionFinding(FindingId id, Condition condition, String subject, String detail)
    implements Finding {}
