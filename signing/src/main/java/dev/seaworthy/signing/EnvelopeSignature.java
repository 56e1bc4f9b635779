package dev.seaworthy.signing;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.SeaworthyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// One signature of an envelope, with the certificates and timestamps beside it, as in-toto's
/// go-witness lays them out. Nobody vouches for any of it yet.
public final class EnvelopeSignature {

  private static final String TOKEN = "tsp";
  private static final int CERTIFICATES_MAX = 10;
  private static final int TIMESTAMPS_MAX = 5;

  private final String keyId;
  private final byte[] signature;
  private final List<byte[]> certificates;
  private final List<byte[]> timestamps;

  EnvelopeSignature(
      String keyId, byte[] signature, List<byte[]> certificates, List<byte[]> timestamps) {
    this.keyId = keyId;
    this.signature = signature;
    this.certificates = List.copyOf(certificates);
    this.timestamps = List.copyOf(timestamps);
  }

  /// A hint at who signed.
  public String keyId() {
    return keyId;
  }

  /// The bytes of the signature.
  public byte[] signature() {
    return signature.clone();
  }

  /// The signer's certificate and those above it, each in DER; empty when there are none.
  public List<byte[]> certificates() {
    return certificates;
  }

  /// Tokens over the signature (RFC 3161), each in DER.
  public List<byte[]> timestamps() {
    return timestamps;
  }

  static EnvelopeSignature read(JsonValue item, String what) {
    if (!(item instanceof JsonObject entry)) {
      throw bad(what, "a signature must be an object");
    }
    List<byte[]> certificates = new ArrayList<>();
    entry.string("certificate").ifPresent(text -> certificates.add(certificate(text, what)));
    for (JsonValue each : items(entry, "intermediates", CERTIFICATES_MAX, what)) {
      if (!(each instanceof JsonValue.JsonString(String text)) || certificates.isEmpty()) {
        throw bad(what, "its intermediates must be certificates after one of the signer");
      }
      certificates.add(certificate(text, what));
    }
    List<byte[]> timestamps = new ArrayList<>();
    for (JsonValue each : items(entry, "timestamps", TIMESTAMPS_MAX, what)) {
      if (!(each instanceof JsonObject timestamp) || !timestamp.text("type").equals(TOKEN)) {
        throw bad(what, "its timestamps must be of type " + TOKEN);
      }
      timestamps.add(base64(timestamp.string("data"), "data", what));
    }
    return new EnvelopeSignature(
        entry.text("keyid"), base64(entry.string("sig"), "sig", what), certificates, timestamps);
  }

  private static List<JsonValue> items(JsonObject entry, String member, int max, String what) {
    Optional<JsonValue> found = entry.get(member);
    if (found.isEmpty()) {
      return List.of();
    }
    if (!(found.get() instanceof JsonArray(List<JsonValue> items)) || items.size() > max) {
      throw bad(what, "its %s must be a list of up to %s".formatted(member, max));
    }
    return items;
  }

  /// PEM in Base64, or DER in Base64.
  private static byte[] certificate(String text, String what) {
    byte[] bytes = base64(Optional.of(text), "certificate", what);
    String pem = new String(bytes, StandardCharsets.ISO_8859_1);
    try {
      return pem.startsWith("-----BEGIN") ? Pem.decode(pem, Pem.CERTIFICATE) : bytes;
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_ENVELOPE, "%s: a certificate of it is no PEM".formatted(what), e);
    }
  }

  JsonObject toJson() {
    JsonBuilder builder =
        new JsonBuilder().put("keyid", keyId).put("sig", DsseEnvelope.encoded(signature));
    List<String> pems =
        certificates.stream()
            .map(der -> Pem.encode(der, Pem.CERTIFICATE))
            .map(pem -> DsseEnvelope.encoded(pem.getBytes(StandardCharsets.US_ASCII)))
            .toList();
    if (!pems.isEmpty()) {
      builder.put("certificate", pems.getFirst());
      builder.putStrings("intermediates", pems.subList(1, pems.size()));
    }
    if (!timestamps.isEmpty()) {
      builder.putArray(
          "timestamps",
          timestamps.stream()
              .map(token ->
                  new JsonBuilder()
                      .put("type", TOKEN)
                      .put("data", DsseEnvelope.encoded(token))
                      .build())
              .toList());
    }
    return builder.build();
  }

  /// In either alphabet, as DSSE asks of readers.
  static byte[] base64(Optional<String> found, String member, String what) {
    String text = found.orElseThrow(() -> bad(what, "it has no " + member));
    try {
      return text.indexOf('-') >= 0 || text.indexOf('_') >= 0
          ? Base64.getUrlDecoder().decode(text)
          : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          SigningError.BAD_ENVELOPE, "%s: its %s is no Base64".formatted(what, member), e);
    }
  }

  static SeaworthyException bad(String what, String problem) {
    return new SeaworthyException(SigningError.BAD_ENVELOPE, "%s: %s".formatted(what, problem));
  }
}
