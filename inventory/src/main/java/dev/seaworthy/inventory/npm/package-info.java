/// Node packages that are installed below `node_modules`.
@NullMarked
package dev.seaworthy.inventory.npm;

import org.jspecify.annotations.NullMarked;
