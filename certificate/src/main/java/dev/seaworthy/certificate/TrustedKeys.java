package dev.seaworthy.certificate;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.VerificationKey;
import java.util.Collection;

/// Whose signatures on an envelope count: keys that are named, or those of whoever has a
/// certificate that the envelope brings along.
@FunctionalInterface
public interface TrustedKeys {

  /// @throws SeaworthyException with a code of the room `signing`
  Collection<VerificationKey> of(byte[] envelope);
}
