/// Debian packages as dpkg records them.
@NullMarked
package dev.seaworthy.inventory.dpkg;

import org.jspecify.annotations.NullMarked;
