/// Layers that are cut or corrupt anywhere, or no tar at all.
///
/// - Comes of it: gap `SW-IMAGE-0108` with the place, or an error where digest or length speak
///   against the layer; files before the damage are listed.
/// - Bound: the buffers of the reader, six of 64 KiB a layer.
@NullMarked
package dev.seaworthy.image.walk.hostile.damagedstream;

import org.jspecify.annotations.NullMarked;
