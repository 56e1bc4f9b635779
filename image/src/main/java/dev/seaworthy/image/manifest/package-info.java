/// The documents of an image (manifest, index, config) from bytes to values, the choice of one
/// manifest for a platform, and the image that results; knows nothing of where the bytes lie.
@NullMarked
package dev.seaworthy.image.manifest;

import org.jspecify.annotations.NullMarked;
