/// PHP packages as Composer records them.
@NullMarked
package dev.seaworthy.inventory.php;

import org.jspecify.annotations.NullMarked;
