/// From a reference, an archive, a layout or a root file system to verified layers, walked once as
/// bounded streams into one merged file tree.
@NullMarked
package dev.seaworthy.image;

import org.jspecify.annotations.NullMarked;
