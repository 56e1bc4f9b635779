/// Entries whose size is negative, beyond 63 bits or larger than the layer.
///
/// - Comes of it: gap `SW-IMAGE-0102` and reading goes on; a size beyond the end is gap
///   `SW-IMAGE-0108`.
/// - Bound: nothing is allocated by a claimed size.
@NullMarked
package dev.seaworthy.image.walk.hostile.hugeandnegativesizes;

import org.jspecify.annotations.NullMarked;
