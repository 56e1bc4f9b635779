/// From what a person writes to an opened image: the one door to all image sources.
@NullMarked
package dev.seaworthy.image.source;

import org.jspecify.annotations.NullMarked;
