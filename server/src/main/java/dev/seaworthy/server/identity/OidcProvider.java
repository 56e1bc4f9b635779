package dev.seaworthy.server.identity;

import java.util.List;

/// A provider of identities (OpenID Connect Core 1.0).
///
/// @param name its name here
/// @param issuer its issuer identifier, a URL
/// @param client our client id there
/// @param secret our secret there
/// @param callback where it sends people back to, as it is registered there
/// @param amr values of the claim `amr` that mean two factors (RFC 8176)
/// @param acr values of the claim `acr` that mean two factors
record OidcProvider(
    String name,
    String issuer,
    String client,
    String secret,
    String callback,
    List<String> amr,
    List<String> acr) {
  @Override
  public String toString() {
    return "OidcProvider[%s, %s, %s]".formatted(name, issuer, client);
  }
}
