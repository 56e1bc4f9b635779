/// Makers of layers and images, right ones and hostile ones, written without the product's readers.
@NullMarked
package dev.seaworthy.testkit.image;

import org.jspecify.annotations.NullMarked;
