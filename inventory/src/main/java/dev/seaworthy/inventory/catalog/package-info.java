/// The list of all catalogers.
@NullMarked
package dev.seaworthy.inventory.catalog;

import org.jspecify.annotations.NullMarked;
