package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bundles of version 0.3 (`sigstore_bundle.proto`), in canonical JSON.
final class BundleWriting {

  private BundleWriting() {}

  /// @param certificate the signer's, DER
  /// @param timestampOrNull an answer of a timestamp authority, or null
  /// @param kind `dsseEnvelope` or `messageSignature`
  static byte[] write(
      byte[] certificate,
      JsonObject entry,
      byte @Nullable [] timestampOrNull,
      String kind,
      JsonObject content) {
    JsonBuilder material =
        new JsonBuilder()
            .put("certificate", new JsonBuilder().put("rawBytes", base64(certificate)).build())
            .putArray("tlogEntries", List.of(entry));
    if (timestampOrNull != null) {
      JsonObject timestamp =
          new JsonBuilder().put("signedTimestamp", base64(timestampOrNull)).build();
      material.put(
          "timestampVerificationData",
          new JsonBuilder().putArray("rfc3161Timestamps", List.of(timestamp)).build());
    }
    return JsonWriter.canonical(
        new JsonBuilder()
            .put("mediaType", SigstoreBundle.MEDIA_TYPE)
            .put("verificationMaterial", material.build())
            .put(kind, content)
            .build());
  }

  static JsonObject messageSignature(Digest digest, byte[] signature) {
    return new JsonBuilder()
        .put(
            "messageDigest",
            new JsonBuilder()
                .put("algorithm", "SHA2_256")
                .put("digest", base64(HexFormat.of().parseHex(digest.hex())))
                .build())
        .put("signature", base64(signature))
        .build();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
