package dev.seaworthy.signing.keyless;

import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.VerificationKey;
import java.time.Instant;

/// An envelope out of a bundle that counts.
///
/// @param envelope as it was signed
/// @param key what verifies its signature; it was used for this one
/// @param signer who held the key
/// @param signedAt when, as a log or a timestamp authority says
public record SignedEnvelope(
    DsseEnvelope envelope, VerificationKey key, SignerName signer, Instant signedAt) {}
