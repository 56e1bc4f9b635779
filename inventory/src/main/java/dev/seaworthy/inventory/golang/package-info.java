/// Go modules, as the linker records them in programs.
@NullMarked
package dev.seaworthy.inventory.golang;

import org.jspecify.annotations.NullMarked;
