/// Archives that are cut, scrambled, encrypted or no archives at all.
///
/// - Comes of it: gap `SW-INVENTORY-0106` or `SW-INVENTORY-0108` at the archive or its entry.
/// - Bound: what the file holds; nothing is allocated by a claimed size.
@NullMarked
package dev.seaworthy.inventory.hostile.damagedarchive;

import org.jspecify.annotations.NullMarked;
