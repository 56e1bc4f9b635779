/// Packages as pacman (libalpm) records them.
@NullMarked
package dev.seaworthy.inventory.pacman;

import org.jspecify.annotations.NullMarked;
