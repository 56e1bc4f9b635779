/// The lock files of Node's package managers: npm, yarn, pnpm and bun.
@NullMarked
package dev.seaworthy.inventory.javascript;

import org.jspecify.annotations.NullMarked;
