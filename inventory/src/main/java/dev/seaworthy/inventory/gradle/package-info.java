/// Forms in which the build tool Gradle locks dependencies.
@NullMarked
package dev.seaworthy.inventory.gradle;

import org.jspecify.annotations.NullMarked;
