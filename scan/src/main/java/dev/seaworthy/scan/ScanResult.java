package dev.seaworthy.scan;

import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.verdict.Verdict;

/// All that a scan yields, as values: what was looked at, what is in it, what was known, and what
/// follows from it.
public record ScanResult(
    ImageSummary image, Inventory inventory, SnapshotInfo data, Verdict verdict) {}
