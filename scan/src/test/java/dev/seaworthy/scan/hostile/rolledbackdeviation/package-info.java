/// A deviation's file from which the last step was taken away, such as its withdrawal, or that was
/// put back to what it once was.
///
/// - Comes of it: it gives no relief and is told as `SW-VERDICT-0032`, as soon as one run with the
///   same ledger has read the step.
/// - Bound: 1,000 steps a file.
@NullMarked
package dev.seaworthy.scan.hostile.rolledbackdeviation;

import org.jspecify.annotations.NullMarked;
