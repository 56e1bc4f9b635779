/// Documents that name a member twice.
///
/// - Comes of it: error `SW-BASE-0002` with line and column.
/// - Bound: the document's own limit.
@NullMarked
package dev.seaworthy.image.hostile.duplicatekeys;

import org.jspecify.annotations.NullMarked;
