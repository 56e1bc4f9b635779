package dev.seaworthy.signing.keyless;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Cryptography;

/// Keyless signatures: the one door to the room `signing-keyless`, found as a service of Java
/// ([java.util.ServiceLoader]).
public interface Keyless {

  /// The authorities and logs of one instance.
  ///
  /// @param trustedRoot a `trusted_root.json`
  /// @param what where it came from, for messages
  /// @throws SeaworthyException [KeylessError#BAD_ROOT]
  KeylessTrust trust(byte[] trustedRoot, String what);

  /// Signs as whoever the tokens name.
  ///
  /// @param trust what every bundle is verified by before it is given out
  /// @param cryptography what makes the key
  /// @throws SeaworthyException [KeylessError#BAD_ADDRESS]
  KeylessSigner signer(
      KeylessServices services,
      IdentityTokens tokens,
      KeylessTrust trust,
      Cryptography cryptography);

  /// The token of a pipeline's job.
  ///
  /// @param request where the job may ask for one (`ACTIONS_ID_TOKEN_REQUEST_URL`)
  /// @param secret what it shows there (`ACTIONS_ID_TOKEN_REQUEST_TOKEN`)
  /// @throws SeaworthyException [KeylessError#BAD_ADDRESS]
  IdentityTokens jobTokens(String request, String secret);
}
