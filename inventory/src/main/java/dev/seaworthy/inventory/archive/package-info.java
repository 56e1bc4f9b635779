/// Reads archives that may be hostile: zip directories and their entries, within limits.
@NullMarked
package dev.seaworthy.inventory.archive;

import org.jspecify.annotations.NullMarked;
