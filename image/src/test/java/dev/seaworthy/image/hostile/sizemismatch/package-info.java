/// Layers and configs that are shorter or longer than announced, and sizes that are none.
///
/// - Comes of it: error `SW-IMAGE-0006` or `SW-IMAGE-0007` with both sizes.
/// - Bound: not a byte beyond the length claimed is read.
@NullMarked
package dev.seaworthy.image.hostile.sizemismatch;

import org.jspecify.annotations.NullMarked;
