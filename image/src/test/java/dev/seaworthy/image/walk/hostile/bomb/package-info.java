/// gzip and zstd layers that unpack to much more than they are, and lists of files without end.
///
/// - Comes of it: gap `SW-IMAGE-0109` for a layer, error `SW-IMAGE-0009` where all layers together
///   are too large; what was read before is listed.
/// - Bound: `layer-ratio`, `layer-bytes`, `image-bytes`, `layer-entries`, `file-table-bytes`,
///   `gaps`.
@NullMarked
package dev.seaworthy.image.walk.hostile.bomb;

import org.jspecify.annotations.NullMarked;
