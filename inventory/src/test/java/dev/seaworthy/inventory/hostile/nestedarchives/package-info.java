/// Jars inside jars, a hundred levels deep, stored and deflated.
///
/// - Comes of it: gap `SW-INVENTORY-0107` at the first level that is not opened; what the levels
///   above hold is listed.
/// - Bound: `archive-depth`, `archive-bytes`, `archive-entries`, each over all levels together.
@NullMarked
package dev.seaworthy.inventory.hostile.nestedarchives;

import org.jspecify.annotations.NullMarked;
