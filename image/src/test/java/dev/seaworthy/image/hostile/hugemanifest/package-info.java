/// Manifests, configs and indexes of a hundred megabytes.
///
/// - Comes of it: error `SW-IMAGE-0009` with the limit's name.
/// - Bound: `manifest-bytes`, `config-bytes`, `index-entries`.
@NullMarked
package dev.seaworthy.image.hostile.hugemanifest;

import org.jspecify.annotations.NullMarked;
