/// Layers that no honest builder makes, one class for each fault: what gap or error comes of it,
/// and that everything else in the image is listed all the same.
@NullMarked
package dev.seaworthy.image.walk.hostile;

import org.jspecify.annotations.NullMarked;
