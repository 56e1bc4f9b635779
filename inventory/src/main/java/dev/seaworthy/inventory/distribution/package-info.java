/// Which distribution an image was made from.
@NullMarked
package dev.seaworthy.inventory.distribution;

import org.jspecify.annotations.NullMarked;
