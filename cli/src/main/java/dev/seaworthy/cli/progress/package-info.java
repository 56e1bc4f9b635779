/// How long work is told on standard error while it goes on.
@NullMarked
package dev.seaworthy.cli.progress;

import org.jspecify.annotations.NullMarked;
