package dev.seaworthy.verdict;

/// What stands, or could stand, against an image.
public sealed interface Finding
    permits VulnerabilityFinding, InspectionFinding, ConditionFinding, GapFinding {

  FindingId id();
}
