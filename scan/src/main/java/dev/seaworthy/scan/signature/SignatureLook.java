package dev.seaworthy.scan.signature;

import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.verdict.policy.SignatureSearch;

/// Looks for signatures of an image while it is open.
@FunctionalInterface
public interface SignatureLook {

  /// Nobody looks, and no registry is asked.
  SignatureLook NONE = (_, _) -> SignatureSearch.NONE;

  /// What came of it. What keeps from looking is a problem in it, and no exception.
  ///
  /// @param source where the image comes from
  /// @param attachments what is attached to it
  SignatureSearch look(ImageSource source, Attachments attachments);
}
