package dev.seaworthy.inspection.bases;

import dev.seaworthy.base.Digest;

/// Who signed a base image.
@FunctionalInterface
public interface BaseImageSignatures {

  /// Nobody looked.
  BaseImageSignatures NOT_KNOWN = (_, _) -> Answer.NOT_KNOWN;

  /// What is known of a signature.
  enum Answer {
    YES,
    NO,
    NOT_KNOWN
  }

  /// Whether a signer signed the manifest of this digest.
  Answer isSignedBy(Digest digest, String signer);
}
