/// Text on a terminal: how wide it is, how it is wrapped and coloured.
@NullMarked
package dev.seaworthy.cli.text;

import org.jspecify.annotations.NullMarked;
