/// What an image was built on.
@NullMarked
package dev.seaworthy.image.lineage;

import org.jspecify.annotations.NullMarked;
