/// Names that are not UTF-8, that mix directions of writing, or are full of slashes and dots.
///
/// - Comes of it: each name stays the name that it is and different names stay different; shown,
///   they are escaped.
/// - Bound: `path-bytes`.
@NullMarked
package dev.seaworthy.image.walk.hostile.namesthatarenotext;

import org.jspecify.annotations.NullMarked;
