package dev.seaworthy.signing.keyless;

import dev.seaworthy.base.SeaworthyException;

/// Where the token comes from that says who is signing (OpenID Connect Core 1.0 §2).
@FunctionalInterface
public interface IdentityTokens {

  /// A token that is good for minutes; asked for when it is about to be used.
  ///
  /// @throws SeaworthyException [KeylessError#NO_TOKEN], or
  ///   [dev.seaworthy.signing.SigningError#NO_SECRET]
  String token();
}
