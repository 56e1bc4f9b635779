/// What lies in the store of the package manager Nix.
@NullMarked
package dev.seaworthy.inventory.nix;

import org.jspecify.annotations.NullMarked;
