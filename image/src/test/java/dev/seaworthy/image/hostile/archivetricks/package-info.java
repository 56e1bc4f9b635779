/// Archives whose entries come twice, link in circles or outwards, are sparse, huge or negative, or
/// never end.
///
/// - Comes of it: refused as damaged (`SW-IMAGE-0008`), truncated (`SW-IMAGE-0007`), beyond a limit
///   (`SW-IMAGE-0009`) or no image, with the name of the entry; nothing is written outside, and no
///   temporary file stays.
/// - Bound: `layer-entries`, `tar-header-bytes`, `spill-bytes`.
@NullMarked
package dev.seaworthy.image.hostile.archivetricks;

import org.jspecify.annotations.NullMarked;
