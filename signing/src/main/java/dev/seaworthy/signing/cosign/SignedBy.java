package dev.seaworthy.signing.cosign;

/// Whose signature on an image it is.
///
/// @param signer the SHA-256 of the key, as `sha256:…`, or the name in a certificate (RFC 2253)
/// @param issuer the name of the root that vouches for that name; empty for a bare key
/// @param detail what kind of signature it is, for people
public record SignedBy(String signer, String issuer, String detail) {}
