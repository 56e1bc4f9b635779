/// Archives that end anywhere, packed or not.
///
/// - Comes of it: error `SW-IMAGE-0007` with the entry in which it ends.
/// - Bound: as archives that are whole.
@NullMarked
package dev.seaworthy.image.hostile.truncatedarchive;

import org.jspecify.annotations.NullMarked;
