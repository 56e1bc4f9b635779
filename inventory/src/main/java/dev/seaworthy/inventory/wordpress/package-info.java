/// WordPress plugins and themes.
@NullMarked
package dev.seaworthy.inventory.wordpress;

import org.jspecify.annotations.NullMarked;
