/// References, image sources (registry, archives, layouts, directories), layers as bounded streams,
/// the single walk with its `Analyser` interface, the merged file tree, and what an image was built
/// on.
@NullMarked
package dev.seaworthy.image;

import org.jspecify.annotations.NullMarked;
