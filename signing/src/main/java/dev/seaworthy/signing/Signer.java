package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Signs with a key that it may not be able to show: one in a file, in a token or at a service.
public interface Signer {

  /// What verifies its signatures.
  VerificationKey verification();

  /// By which algorithm it signs and what does the computing, such as `ed25519 by the JDK`; a
  /// certificate says so.
  String cryptography();

  /// The signature on these bytes, as [KeyAlgorithm] says for the key's kind.
  ///
  /// @throws SeaworthyException when the token or service doesn't answer
  byte[] sign(byte[] message);

  /// The signature on these bytes in another way than the key's own.
  ///
  /// @throws SeaworthyException [SigningError#OTHER_SCHEME] when the key can't sign so, or as
  ///   [#sign(byte[])]
  default byte[] sign(byte[] message, SignatureScheme scheme) {
    if (scheme == SignatureScheme.own(verification().algorithm())) {
      return sign(message);
    }
    throw scheme.otherThan(verification());
  }

  /// The signer's certificate and those between it and its root, each in DER; an envelope takes
  /// them along. None by default.
  default List<byte[]> certificates() {
    return List.of();
  }

  /// Tokens that say when this signature was there (RFC 3161), each in DER. None by default.
  ///
  /// @throws SeaworthyException when the authority doesn't answer
  default List<byte[]> timestamps(byte[] signature) {
    return List.of();
  }

  /// The last instant at which the signer's certificate counts; empty when it has none. What is
  /// signed shouldn't claim to hold any longer.
  default Optional<Instant> notAfter() {
    return Optional.empty();
  }
}
