/// Several entries of one name, a directory that becomes a file and back.
///
/// - Comes of it: the last entry counts, as it would for a runtime; a file below a file is gap
///   `SW-IMAGE-0102`.
/// - Bound: `layer-entries`.
@NullMarked
package dev.seaworthy.image.walk.hostile.duplicateentries;

import org.jspecify.annotations.NullMarked;
