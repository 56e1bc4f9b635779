/// Keyless signatures through sigstore-java: bundles are verified by a trusted root without any
/// network, and made with an authority and a log that the caller names.
@NullMarked
package dev.seaworthy.signingkeyless;

import org.jspecify.annotations.NullMarked;
