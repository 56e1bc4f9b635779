package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Certificates and timestamps in Sigstore's documents. Nobody vouches for them yet.
final class BundleMaterial {

  private static final String TOKEN = "SignedRFC3161Timestamp";
  private static final int ITEMS_MAX = 10;

  private BundleMaterial() {}

  /// In DER, the signer's first.
  static List<byte[]> certificates(JsonObject material) {
    List<byte[]> ders = new ArrayList<>();
    String one = material.object("certificate").text("rawBytes");
    if (!one.isEmpty()) {
      ders.add(LayerAnnotations.base64(one, "the certificate of the bundle"));
    }
    material.object("x509CertificateChain").objects("certificates").stream()
        .limit(ITEMS_MAX)
        .forEach(each ->
            ders.add(
                LayerAnnotations.base64(each.text("rawBytes"), "a certificate of the bundle")));
    return ders;
  }

  /// Tokens of RFC 3161, in DER.
  static List<byte[]> timestamps(JsonObject material) {
    return material.object("timestampVerificationData").objects("rfc3161Timestamps").stream()
        .limit(ITEMS_MAX)
        .map(each ->
            LayerAnnotations.base64(each.text("signedTimestamp"), "a timestamp of the bundle"))
        .toList();
  }

  /// The timestamp in cosign's annotation.
  static List<byte[]> cosignTimestamps(String json) {
    if (json.isEmpty()) {
      return List.of();
    }
    String token =
        new JsonReader(Limits.defaults())
            .readObject(json.getBytes(StandardCharsets.UTF_8), "the timestamp of the signature")
            .text(TOKEN);
    return token.isEmpty()
        ? List.of()
        : List.of(LayerAnnotations.base64(token, "the timestamp of the signature"));
  }

  static String cosignTimestamp(byte[] token) {
    return new String(
        JsonWriter.canonical(
            new JsonBuilder().put(TOKEN, Base64.getEncoder().encodeToString(token)).build()),
        StandardCharsets.UTF_8);
  }
}
