/// Bounded readers for the line-based files that package managers write.
@NullMarked
package dev.seaworthy.inventory.text;

import org.jspecify.annotations.NullMarked;
