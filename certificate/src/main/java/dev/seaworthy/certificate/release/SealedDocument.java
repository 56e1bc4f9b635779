package dev.seaworthy.certificate.release;

import dev.seaworthy.base.Digest;

/// One document in a release.
///
/// @param role what it is
/// @param entry its name in the archive, such as `sbom/0001-cart.cdx.json`
/// @param digest of its bytes
/// @param bytes its length
public record SealedDocument(DocumentRole role, String entry, Digest digest, long bytes) {}
