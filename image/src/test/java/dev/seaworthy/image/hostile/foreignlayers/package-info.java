/// Foreign and non-distributable layers that lie elsewhere.
///
/// - Comes of it: one that is absent is gap `SW-IMAGE-0103`, the others are read; an ordinary layer
///   that is absent is error `SW-IMAGE-0003`.
/// - Bound: no network beyond the registry that was named.
@NullMarked
package dev.seaworthy.image.hostile.foreignlayers;

import org.jspecify.annotations.NullMarked;
