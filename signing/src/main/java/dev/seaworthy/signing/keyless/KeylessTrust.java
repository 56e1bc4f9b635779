package dev.seaworthy.signing.keyless;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;

/// One Sigstore instance's authorities and logs. Verifying asks nobody: all that is needed is in
/// the bundle and the trusted root.
public interface KeylessTrust {

  /// The envelope in a bundle, once its signature counts.
  ///
  /// @param bundle JSON, version 0.3 or one before it
  /// @param what where it came from, for messages
  /// @throws SeaworthyException with the one [KeylessError] of the first rule that fails
  SignedEnvelope envelope(byte[] bundle, String what, SignerRule rule);

  /// Who signed a file, once the signature in the bundle counts.
  ///
  /// @param bundle JSON, version 0.3 or one before it
  /// @param what where it came from, for messages
  /// @param file the SHA-256 of the file
  /// @throws SeaworthyException with the one [KeylessError] of the first rule that fails
  SignedFile file(byte[] bundle, String what, SignerRule rule, Digest file);
}
