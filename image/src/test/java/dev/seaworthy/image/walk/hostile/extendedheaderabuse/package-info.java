/// PAX and GNU headers that are malformed, endless, contradictory or without an entry.
///
/// - Comes of it: gap `SW-IMAGE-0102` for the entry; headers that claim terabytes end the layer
///   with gap `SW-IMAGE-0108`.
/// - Bound: `tar-header-bytes`.
@NullMarked
package dev.seaworthy.image.walk.hostile.extendedheaderabuse;

import org.jspecify.annotations.NullMarked;
