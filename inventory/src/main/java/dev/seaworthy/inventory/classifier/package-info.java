/// Recognises programs and libraries that no package manager installed, by rules that are data.
@NullMarked
package dev.seaworthy.inventory.classifier;

import org.jspecify.annotations.NullMarked;
