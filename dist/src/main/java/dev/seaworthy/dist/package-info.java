/// Packs the command line and its libraries into one reproducible archive.
@NullMarked
package dev.seaworthy.dist;

import org.jspecify.annotations.NullMarked;
