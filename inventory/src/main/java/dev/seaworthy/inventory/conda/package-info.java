/// Packages that conda installed.
@NullMarked
package dev.seaworthy.inventory.conda;

import org.jspecify.annotations.NullMarked;
