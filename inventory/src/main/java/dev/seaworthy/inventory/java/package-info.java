/// Java archives, nested and shaded ones included.
@NullMarked
package dev.seaworthy.inventory.java;

import org.jspecify.annotations.NullMarked;
