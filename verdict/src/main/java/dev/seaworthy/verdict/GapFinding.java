package dev.seaworthy.verdict;

import dev.seaworthy.base.Gap;

/// A part of the image that could not be read: nobody knows what is in it.
public record GapFinding(FindingId id, Gap gap) implements Finding {}
