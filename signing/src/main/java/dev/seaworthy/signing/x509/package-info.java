/// Signers of an organisation's own public key infrastructure: chains, revocation and timestamps.
@NullMarked
package dev.seaworthy.signing.x509;

import org.jspecify.annotations.NullMarked;
