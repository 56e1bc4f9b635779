/// A layer of other bytes, fewer bytes or more bytes than its descriptor says.
///
/// - Comes of it: error `SW-IMAGE-0005`, `SW-IMAGE-0006` or `SW-IMAGE-0007` with both digests or
///   both sizes; nothing of the layer is believed.
/// - Bound: not a byte beyond the length claimed is read.
@NullMarked
package dev.seaworthy.image.walk.hostile.digestandsizemismatch;

import org.jspecify.annotations.NullMarked;
