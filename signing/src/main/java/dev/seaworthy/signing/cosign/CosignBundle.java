package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.SignatureScheme;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The Sigstore bundle (protobuf-specs, `dev.sigstore.bundle.v1`, version 0.3) that cosign 3
/// attaches to an image as a referrer, where a bare key signs. The artefact and its one layer are
/// of [SigstoreBundle#MEDIA_TYPE].
public final class CosignBundle {

  private CosignBundle() {}

  /// Signs an image.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when the signer can't
  public static byte[] sign(Digest image, Signer signer) {
    byte[] payload = ImageStatement.of(image);
    byte[] signature =
        signer.sign(
            DsseEnvelope.preAuthenticationEncoding(ImageStatement.PAYLOAD_TYPE, payload),
            SignatureScheme.ofCosign(signer.verification().algorithm()).getFirst());
    return JsonWriter.canonical(
        new JsonBuilder()
            .put("mediaType", SigstoreBundle.MEDIA_TYPE)
            .put(
                "verificationMaterial",
                new JsonBuilder()
                    .put(
                        "publicKey",
                        new JsonBuilder().put("hint", hint(signer.verification())).build())
                    .build())
            .put(
                "dsseEnvelope",
                new JsonBuilder()
                    .put("payload", encoded(payload))
                    .put("payloadType", ImageStatement.PAYLOAD_TYPE)
                    .putArray(
                        "signatures",
                        List.of(new JsonBuilder().put("sig", encoded(signature)).build()))
                    .build())
            .build());
  }

  /// What cosign puts on the manifest that brings a bundle.
  public static Map<String, String> annotations() {
    return Map.of(
        "dev.sigstore.bundle.content",
        "dsse-envelope",
        "dev.sigstore.bundle.predicateType",
        ImageStatement.PREDICATE);
  }

  /// How a bundle names its key.
  static String hint(VerificationKey key) {
    return encoded(HexFormat.of().parseHex(key.id().hex()));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
