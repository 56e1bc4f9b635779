/// Indexes that list themselves, lie in each other without end, or multiply.
///
/// - Comes of it: error `SW-IMAGE-0009`, or `SW-IMAGE-0005` where a digest lies.
/// - Bound: `index-depth`, `index-entries`.
@NullMarked
package dev.seaworthy.image.hostile.cyclicdescriptors;

import org.jspecify.annotations.NullMarked;
