package dev.seaworthy.signing.keyless;

/// Who signed, by a certificate that lived for minutes.
///
/// @param identity the one name in it: a mail address, or the URI of a pipeline's workflow
/// @param issuer who vouched for that identity: the address of an OpenID provider
public record SignerName(String identity, String issuer) {

  @Override
  public String toString() {
    return identity + " (" + issuer + ")";
  }
}
