/// R packages as R installs them.
@NullMarked
package dev.seaworthy.inventory.r;

import org.jspecify.annotations.NullMarked;
