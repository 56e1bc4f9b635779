/// Packages as rpm records them, read from its three stores without rpm.
@NullMarked
package dev.seaworthy.inventory.rpm;

import org.jspecify.annotations.NullMarked;
