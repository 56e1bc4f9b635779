/// Archives called otherwise than they are, with content where no entry lists it: behind their end,
/// in links, without a directory.
///
/// - Comes of it: it is looked at as a content, or is gap `SW-INVENTORY-0106`.
/// - Bound: `archive-depth`, `archive-entries`, `archive-bytes` and `archive-ratio`.
@NullMarked
package dev.seaworthy.inspection.archive.hostile.hiddencontents;

import org.jspecify.annotations.NullMarked;
