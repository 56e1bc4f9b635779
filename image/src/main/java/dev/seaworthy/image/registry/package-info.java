/// The client of OCI registries (distribution-spec): authentication, manifests, blobs, referrers,
/// and images that lie there.
@NullMarked
package dev.seaworthy.image.registry;

import org.jspecify.annotations.NullMarked;
