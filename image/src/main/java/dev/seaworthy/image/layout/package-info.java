/// OCI layouts (image-spec, "image layout"): the choice of an image by name, and its blobs.
@NullMarked
package dev.seaworthy.image.layout;

import org.jspecify.annotations.NullMarked;
