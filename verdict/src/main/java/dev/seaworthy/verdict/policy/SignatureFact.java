package dev.seaworthy.verdict.policy;

/// What the check of one signature of an image came to.
///
/// @param signer who signed: a certificate's identity, or a key's fingerprint; empty when nobody
///   who is trusted did
/// @param issuer who vouches for that identity, such as an OIDC issuer or a certification
///   authority; empty for a bare key
/// @param isValid whether the signature is good and of a signer that the caller trusts
/// @param place where it was found, such as `tag sha256-….sig`, or empty
/// @param code of the failure; empty when it is valid
/// @param detail what was checked, or why it isn't valid, for people
public record SignatureFact(
    String signer, String issuer, boolean isValid, String place, String code, String detail) {

  /// Of which neither place nor code is known.
  public SignatureFact(String signer, String issuer, boolean isValid, String detail) {
    this(signer, issuer, isValid, "", "", detail);
  }
}
