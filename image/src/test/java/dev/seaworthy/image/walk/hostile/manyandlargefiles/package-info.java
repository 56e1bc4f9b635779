/// A million tiny files, a file of 4 GB, a hundred thousand deep directories.
///
/// - Comes of it: all are listed and hashed; more directories than memory is given for are gap
///   `SW-IMAGE-0109`.
/// - Bound: 300 MB for the process with a heap of 192 MB; `file-table-bytes`.
@NullMarked
package dev.seaworthy.image.walk.hostile.manyandlargefiles;

import org.jspecify.annotations.NullMarked;
