package dev.seaworthy.signing.keyless;

import java.time.Instant;

/// A file whose bundle counts.
///
/// @param signer who signed it
/// @param signedAt when, as a log or a timestamp authority says
public record SignedFile(SignerName signer, Instant signedAt) {}
