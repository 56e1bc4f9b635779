/// Manifests, configs and layers that are not what their digests say, from files and from
/// registries.
///
/// - Comes of it: error `SW-IMAGE-0005` with both digests.
/// - Bound: the document's own limit.
@NullMarked
package dev.seaworthy.image.hostile.digestmismatch;

import org.jspecify.annotations.NullMarked;
