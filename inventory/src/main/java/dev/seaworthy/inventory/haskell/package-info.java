/// Haskell packages as Stack and Cabal lock them.
@NullMarked
package dev.seaworthy.inventory.haskell;

import org.jspecify.annotations.NullMarked;
