package dev.seaworthy.verdict.policy;

/// What the check of one signature of an image came to.
///
/// @param signer who signed: a certificate's identity, or a key's fingerprint
/// @param issuer who vouches for that identity, such as an OIDC issuer or a certification
///   authority; empty for a bare key
/// @param isValid whether the signature is good and of a signer that the caller trusts
/// @param detail what was checked, or why it isn't valid, for people
public record SignatureFact(String signer, String issuer, boolean isValid, String detail) {}
