/// Runs the console's own checks, so that they stand in the table of gates.
@NullMarked
package dev.seaworthy.console;

import org.jspecify.annotations.NullMarked;
