package dev.seaworthy.signingkeyless;

import static dev.seaworthy.signingkeyless.Refusals.refused;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Pems;
import dev.seaworthy.signing.keyless.KeylessError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// What a log recorded, held against what the bundle brings: the same signature, by the same
/// certificate, of the same content. The kinds are those of Rekor's `pkg/types` and, from version
/// 0.0.2 on, of sigstore's protobuf-specs.
final class LogEntryBody {

  private static final String SHA256 = "sha256";
  private static final String SHA256_OF_V2 = "SHA2_256";

  private final JsonObject spec;
  private final String kind;
  private final String what;

  private LogEntryBody(JsonObject spec, String kind, String what) {
    this.spec = spec;
    this.kind = kind;
    this.what = what;
  }

  /// What a bundle says was signed.
  ///
  /// @param certificate the signer's, DER
  /// @param signature its bytes
  /// @param content the digest of the file, or of the envelope's payload
  /// @param signed the digest of what the signature is over: the file's, or that of the payload
  ///   with its type (DSSE, "PAE")
  /// @param isEnvelope which of the two
  @SuppressWarnings("ArrayRecordComponent") // read where it is made, once
  record Expected(
      byte[] certificate, byte[] signature, Digest content, Digest signed, boolean isEnvelope) {}

  /// @param body as the log keeps it
  static LogEntryBody read(byte[] body, String what) {
    JsonObject entry;
    try {
      entry = new JsonReader(Limits.defaults()).readObject(body, what + ": the log's entry");
    } catch (SeaworthyException e) {
      throw new SeaworthyException(KeylessError.BAD_LOG_ENTRY, String.valueOf(e.getMessage()), e);
    }
    return new LogEntryBody(
        entry.object("spec"), entry.text("kind") + " " + entry.text("apiVersion"), what);
  }

  /// @throws SeaworthyException [KeylessError#OTHER_LOG_ENTRY]
  void require(Expected expected) {
    try {
      switch (kind) {
        case "hashedrekord 0.0.1" -> file(expected);
        case "dsse 0.0.1" -> envelope(expected);
        case "intoto 0.0.2" -> statement(expected);
        case "hashedrekord 0.0.2" -> fileOfV2(expected);
        case "dsse 0.0.2" -> envelopeOfV2(expected);
        default -> throw other("it is of kind \"%s\", which isn't known".formatted(kind));
      }
    } catch (IllegalArgumentException e) {
      throw refused(KeylessError.OTHER_LOG_ENTRY, what, "its log entry is damaged", e);
    }
  }

  private void file(Expected expected) {
    require(!expected.isEnvelope(), "it is of a file, and the bundle holds an envelope");
    JsonObject hash = spec.object("data").object("hash");
    require(hash.text("algorithm").equals(SHA256), "it isn't by SHA-256");
    digest(hash.text("value"), expected.content());
    JsonObject signature = spec.object("signature");
    signature(base64(signature.text("content")), expected);
    pem(signature.object("publicKey").text("content"), expected);
  }

  private void envelope(Expected expected) {
    require(expected.isEnvelope(), "it is of an envelope, and the bundle holds a file's signature");
    JsonObject hash = spec.object("payloadHash");
    require(hash.text("algorithm").equals(SHA256), "it isn't by SHA-256");
    digest(hash.text("value"), expected.content());
    JsonObject signature = one(spec.objects("signatures"));
    signature(base64(signature.text("signature")), expected);
    pem(signature.text("verifier"), expected);
  }

  /// The log keeps the signature's Base64 in Base64.
  private void statement(Expected expected) {
    require(expected.isEnvelope(), "it is of an envelope, and the bundle holds a file's signature");
    JsonObject content = spec.object("content");
    JsonObject hash = content.object("payloadHash");
    require(hash.text("algorithm").equals(SHA256), "it isn't by SHA-256");
    digest(hash.text("value"), expected.content());
    JsonObject signature = one(content.object("envelope").objects("signatures"));
    byte[] outer = base64(signature.text("sig"));
    signature(base64(new String(outer, StandardCharsets.ISO_8859_1)), expected);
    pem(signature.text("publicKey"), expected);
  }

  private void fileOfV2(Expected expected) {
    JsonObject record = spec.object("hashedRekordV002");
    JsonObject data = record.object("data");
    require(data.text("algorithm").equals(SHA256_OF_V2), "it isn't by SHA-256");
    digest(HexFormat.of().formatHex(base64(data.text("digest"))), expected.signed());
    signatureOfV2(record.object("signature"), expected);
  }

  private void envelopeOfV2(Expected expected) {
    require(expected.isEnvelope(), "it is of an envelope, and the bundle holds a file's signature");
    JsonObject record = spec.object("dsseV002");
    JsonObject hash = record.object("payloadHash");
    require(hash.text("algorithm").equals(SHA256_OF_V2), "it isn't by SHA-256");
    digest(HexFormat.of().formatHex(base64(hash.text("digest"))), expected.content());
    signatureOfV2(one(record.objects("signatures")), expected);
  }

  private void signatureOfV2(JsonObject signature, Expected expected) {
    signature(base64(signature.text("content")), expected);
    String raw = signature.object("verifier").object("x509Certificate").text("rawBytes");
    certificate(base64(raw), expected);
  }

  private JsonObject one(List<JsonObject> signatures) {
    require(signatures.size() == 1, "it has %s signatures".formatted(signatures.size()));
    return signatures.getFirst();
  }

  private void digest(String hex, Digest expected) {
    require(
        hex.equals(expected.hex()),
        "it is of something with the digest %s, and the bundle is of %s"
            .formatted(hex, expected.hex()));
  }

  private void signature(byte[] found, Expected expected) {
    require(Arrays.equals(found, expected.signature()), "its signature isn't the bundle's");
  }

  private void pem(String text, Expected expected) {
    String pem = new String(base64(text), StandardCharsets.ISO_8859_1);
    List<byte[]> found = Pems.certificates(pem);
    require(found.size() == 1, "it has %s certificates".formatted(found.size()));
    certificate(found.getFirst(), expected);
  }

  private void certificate(byte[] found, Expected expected) {
    require(Arrays.equals(found, expected.certificate()), "its certificate isn't the bundle's");
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw other(otherwise);
    }
  }

  private SeaworthyException other(String reason) {
    return refused(KeylessError.OTHER_LOG_ENTRY, what, "in the log's entry: " + reason);
  }
}
