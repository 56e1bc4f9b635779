package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;

/// Signs with a key that it may not be able to show: one in a file, in a token or at a service.
public interface Signer {

  /// What verifies its signatures.
  VerificationKey verification();

  /// The signature on these bytes, as [KeyAlgorithm] says for the key's kind.
  ///
  /// @throws SeaworthyException when the token or service doesn't answer
  byte[] sign(byte[] message);
}
