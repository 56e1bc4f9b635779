/// Manifests, configs and indexes nested half a million levels deep.
///
/// - Comes of it: error `SW-BASE-0003`.
/// - Bound: `json-depth`.
@NullMarked
package dev.seaworthy.image.hostile.deepjson;

import org.jspecify.annotations.NullMarked;
