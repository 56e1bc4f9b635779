/// The parts of a policy beyond its thresholds, as values that are read from documents and written
/// to them.
@NullMarked
package dev.seaworthy.verdict.policy;

import org.jspecify.annotations.NullMarked;
