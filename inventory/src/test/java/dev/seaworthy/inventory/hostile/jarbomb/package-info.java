/// A jar that unpacks to far more than it is, or says that it is smaller than it is.
///
/// - Comes of it: gap `SW-INVENTORY-0107` where a limit is met, `SW-INVENTORY-0106` where sizes or
///   places lie; the archive itself is still named.
/// - Bound: `archive-bytes`, `archive-ratio`; 4 MiB for a jar's own metadata; what is claimed for
///   an entry.
@NullMarked
package dev.seaworthy.inventory.hostile.jarbomb;

import org.jspecify.annotations.NullMarked;
