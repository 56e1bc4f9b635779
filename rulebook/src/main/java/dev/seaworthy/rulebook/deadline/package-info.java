/// By when a finding must be gone, as each rulebook has it: rules as data, and the arithmetic of
/// their clocks.
@NullMarked
package dev.seaworthy.rulebook.deadline;

import org.jspecify.annotations.NullMarked;
