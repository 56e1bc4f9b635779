/// References, image sources (registry, archives, layouts, directories), layers as bounded streams,
/// the single walk with its `Analyser` interface, and the merged file tree.
@NullMarked
package dev.seaworthy.image;

import org.jspecify.annotations.NullMarked;
