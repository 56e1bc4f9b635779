/// Sparse files in each of the tar dialects, with holes of terabytes, maps of empty or tiny parts
/// and maps that make no sense.
///
/// - Comes of it: holes read as zeros and content is recognised however it is cut; more of them
///   than may be filled in are gap `SW-IMAGE-0101`, a senseless map gap `SW-IMAGE-0102`.
/// - Bound: `metadata-bytes` for the holes of one layer.
@NullMarked
package dev.seaworthy.image.walk.hostile.sparsefiles;

import org.jspecify.annotations.NullMarked;
