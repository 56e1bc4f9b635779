/// Symbolic and hard links that lead out of the image.
///
/// - Comes of it: a symbolic link ends at the root of the image; a hard link out of it is gap
///   `SW-IMAGE-0102`.
/// - Bound: nothing is ever opened by a name of an image.
@NullMarked
package dev.seaworthy.image.walk.hostile.pathescapebylink;

import org.jspecify.annotations.NullMarked;
