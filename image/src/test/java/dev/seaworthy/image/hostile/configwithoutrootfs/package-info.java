/// A config without `rootfs`, with a garbled one, or with more layers than the image.
///
/// - Comes of it: gap `SW-IMAGE-0104`; no diff ID is claimed, and every layer is read.
/// - Bound: `config-bytes`.
@NullMarked
package dev.seaworthy.image.hostile.configwithoutrootfs;

import org.jspecify.annotations.NullMarked;
