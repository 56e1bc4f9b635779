/// Alpine packages as apk records them.
@NullMarked
package dev.seaworthy.inventory.apk;

import org.jspecify.annotations.NullMarked;
