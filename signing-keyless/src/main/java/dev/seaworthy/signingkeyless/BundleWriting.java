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

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final int LINE_CHARS = 64;

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

  /// RFC 7468 §5.
  static String pem(byte[] der) {
    return "%s\n%s\n%s\n"
        .formatted(
            BEGIN, Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encodeToString(der), END);
  }

  /// @throws IllegalArgumentException when it is none
  static byte[] der(String pem) {
    int from = pem.indexOf(BEGIN);
    int to = pem.indexOf(END, Math.max(from, 0));
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException("no certificate in PEM");
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
