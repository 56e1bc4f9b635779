package dev.seaworthy.scan;

import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.verdict.Verdict;

/// All that a scan yields, as values: what was looked at, what is in it, what was known, and what
/// follows from it.
///
/// @param support whether the distribution still gets fixes at the time of the scan
public record ScanResult(
    ImageSummary image, Inventory inventory, Support support, SnapshotInfo data, Verdict verdict) {}
