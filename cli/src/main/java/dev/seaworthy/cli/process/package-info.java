/// What a command takes from the process that it runs in, and how it ends.
@NullMarked
package dev.seaworthy.cli.process;

import org.jspecify.annotations.NullMarked;
