/// Where results go: to standard output or into files that appear whole or not at all.
@NullMarked
package dev.seaworthy.cli.output;

import org.jspecify.annotations.NullMarked;
