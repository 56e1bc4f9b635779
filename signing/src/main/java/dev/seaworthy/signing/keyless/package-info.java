/// Signatures by people and pipelines instead of keys (Sigstore): what is asked of them, and the
/// service that does it, which lies in a room of its own so that nobody else loads it.
@NullMarked
package dev.seaworthy.signing.keyless;

import org.jspecify.annotations.NullMarked;
