package dev.seaworthy.signing.keyless;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Signer;

/// Signs with a key that it makes and forgets. The key counts only together with the bundle, which
/// says whose it was and when.
public interface KeylessSigner extends Signer {

  /// Has the authority certify the key and the log record the envelope's signature, and verifies
  /// what comes of it.
  ///
  /// @param envelope with one signature, this signer's
  /// @return a bundle of version 0.3, JSON
  /// @throws SeaworthyException [KeylessError#AUTHORITY], [KeylessError#LOG],
  ///   [KeylessError#NO_TOKEN], or the code of what is wrong with what a service gave
  byte[] bundle(DsseEnvelope envelope);

  /// Signs a file, and has its signature certified and recorded in the same way.
  ///
  /// @return a bundle of version 0.3, JSON
  /// @throws SeaworthyException as [#bundle]
  byte[] fileBundle(byte[] file);
}
