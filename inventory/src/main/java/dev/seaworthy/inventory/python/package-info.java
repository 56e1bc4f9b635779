/// Python distributions that are installed as wheels or eggs.
@NullMarked
package dev.seaworthy.inventory.python;

import org.jspecify.annotations.NullMarked;
