/// The command line: every command, output format and exit code.
@NullMarked
package dev.seaworthy.cli;

import org.jspecify.annotations.NullMarked;
