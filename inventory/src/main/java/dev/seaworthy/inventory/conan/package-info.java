/// C and C++ packages as Conan records them.
@NullMarked
package dev.seaworthy.inventory.conan;

import org.jspecify.annotations.NullMarked;
