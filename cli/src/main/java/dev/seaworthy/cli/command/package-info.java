/// The commands: what they are called, which options they take, and what they do.
@NullMarked
package dev.seaworthy.cli.command;

import org.jspecify.annotations.NullMarked;
