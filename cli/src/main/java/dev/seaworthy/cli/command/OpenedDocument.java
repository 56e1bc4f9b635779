package dev.seaworthy.cli.command;

import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.keyless.SignedEnvelope;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An envelope that was presented as it is, or in a bundle that counts.
final class OpenedDocument {

  private final byte[] envelope;
  private final @Nullable SignedEnvelope bundled;

  private OpenedDocument(byte[] envelope, @Nullable SignedEnvelope bundled) {
    this.envelope = envelope;
    this.bundled = bundled;
  }

  static OpenedDocument asItIs(byte[] envelope) {
    return new OpenedDocument(envelope, null);
  }

  static OpenedDocument of(SignedEnvelope bundled) {
    return new OpenedDocument(bundled.envelope().toJson(), bundled);
  }

  /// In JSON.
  byte[] envelope() {
    return envelope;
  }

  boolean isBundled() {
    return bundled != null;
  }

  /// Whose signatures on the envelope count: that of the bundle's signer and of nobody else.
  ///
  /// @param otherwise asked for an envelope that was presented as it is
  Set<VerificationKey> keysOr(Supplier<Set<VerificationKey>> otherwise) {
    return bundled == null ? otherwise.get() : Set.of(bundled.key());
  }
}
