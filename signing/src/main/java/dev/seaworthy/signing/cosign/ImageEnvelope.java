package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.Digest;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Signer;
import java.util.List;
import java.util.Map;

/// Our own form of a signature on an image: the statement of [CosignBundle] in a DSSE envelope that
/// takes the signer's certificates and timestamps along, for which a bundle of cosign has no place.
public final class ImageEnvelope {

  /// The artefact's type.
  public static final String ARTIFACT_TYPE = "application/vnd.seaworthy.signature.v1+json";

  /// The type of its one layer.
  public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

  private ImageEnvelope() {}

  /// Signs an image.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when a signer can't
  public static byte[] sign(Digest image, Signer signer) {
    return DsseEnvelope.sign(ImageStatement.PAYLOAD_TYPE, ImageStatement.of(image), List.of(signer))
        .toJson();
  }

  /// What is on the manifest that brings one.
  public static Map<String, String> annotations() {
    return Map.of("predicateType", ImageStatement.PREDICATE);
  }
}
