/// Julia packages as a manifest records them.
@NullMarked
package dev.seaworthy.inventory.julia;

import org.jspecify.annotations.NullMarked;
