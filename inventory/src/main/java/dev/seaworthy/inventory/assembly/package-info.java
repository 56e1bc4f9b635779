/// Joins what catalogers told of single files to the inventory of an image.
@NullMarked
package dev.seaworthy.inventory.assembly;

import org.jspecify.annotations.NullMarked;
