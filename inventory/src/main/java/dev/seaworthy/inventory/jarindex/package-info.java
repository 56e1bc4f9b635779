/// Which Java archive is which by its SHA-1: an index made from a Maven repository.
@NullMarked
package dev.seaworthy.inventory.jarindex;

import org.jspecify.annotations.NullMarked;
