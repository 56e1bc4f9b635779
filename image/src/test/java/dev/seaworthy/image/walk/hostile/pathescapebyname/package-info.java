/// Names and whiteouts that climb out of the image, that take the place of its root or hold a NUL.
///
/// - Comes of it: gap `SW-IMAGE-0102`, and the entry is not listed.
/// - Bound: `path-bytes`.
@NullMarked
package dev.seaworthy.image.walk.hostile.pathescapebyname;

import org.jspecify.annotations.NullMarked;
