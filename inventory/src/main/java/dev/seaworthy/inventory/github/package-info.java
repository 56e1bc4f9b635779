/// Actions that GitHub workflows use.
@NullMarked
package dev.seaworthy.inventory.github;

import org.jspecify.annotations.NullMarked;
