package dev.seaworthy.signing;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A document with signatures that bind its kind too (DSSE v1.0.2). Nothing of the payload may be
/// looked at before [#verifiedPayload] gave it out.
public final class DsseEnvelope {

  private static final String MAGIC = "DSSEv1";
  private static final int SIGNATURES_MAX = 100;
  private static final Set<String> MEMBERS = Set.of("payload", "payloadType", "signatures");

  private final String payloadType;
  private final byte[] payload;
  private final List<EnvelopeSignature> signatures;

  private DsseEnvelope(String payloadType, byte[] payload, List<EnvelopeSignature> signatures) {
    this.payloadType = payloadType;
    this.payload = payload;
    this.signatures = List.copyOf(signatures);
  }

  /// Signs a document.
  ///
  /// @param payloadType a media type, such as `application/vnd.in-toto+json`
  /// @throws SeaworthyException when a signer can't
  public static DsseEnvelope sign(
      String payloadType, byte[] payload, Collection<? extends Signer> signers) {
    byte[] message = preAuthenticationEncoding(payloadType, payload);
    List<EnvelopeSignature> entries = new ArrayList<>();
    for (Signer signer : signers) {
      byte[] signature = signer.sign(message);
      entries.add(
          new EnvelopeSignature(
              signer.verification().id().hex(),
              signature,
              signer.certificates(),
              signer.timestamps(signature)));
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("an envelope without signature");
    }
    return new DsseEnvelope(payloadType, payload.clone(), entries);
  }

  /// Reads an envelope strictly: a member twice, an unknown member, Base64 that isn't, or no
  /// signature is refused.
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_ENVELOPE]
  public static DsseEnvelope read(byte[] json, String what, Limits limits) {
    JsonObject envelope;
    try {
      envelope = new JsonReader(limits).readObject(json, what);
    } catch (SeaworthyException e) {
      throw new SeaworthyException(SigningError.BAD_ENVELOPE, String.valueOf(e.getMessage()), e);
    }
    return read(envelope, what);
  }

  /// Reads an envelope that is a part of a document, as strictly as one that stands alone.
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_ENVELOPE]
  public static DsseEnvelope read(JsonObject envelope, String what) {
    for (String member : envelope.members().keySet()) {
      if (!MEMBERS.contains(member)) {
        throw EnvelopeSignature.bad(
            what, "member \"%s\" is not known".formatted(Text.shorten(member, 40)));
      }
    }
    String type = envelope.text("payloadType");
    if (type.isEmpty()) {
      throw EnvelopeSignature.bad(what, "it has no payloadType");
    }
    byte[] payload = EnvelopeSignature.base64(envelope.string("payload"), "payload", what);
    if (!(envelope.members().get("signatures") instanceof JsonArray(List<JsonValue> items))
        || items.isEmpty()
        || items.size() > SIGNATURES_MAX) {
      throw EnvelopeSignature.bad(
          what, "it must have between 1 and %s signatures".formatted(SIGNATURES_MAX));
    }
    List<EnvelopeSignature> entries = new ArrayList<>();
    for (JsonValue item : items) {
      entries.add(EnvelopeSignature.read(item, what));
    }
    return new DsseEnvelope(type, payload, entries);
  }

  /// As JSON.
  public byte[] toJson() {
    return JsonWriter.canonical(toJsonObject());
  }

  /// As a part of a JSON document.
  public JsonObject toJsonObject() {
    List<JsonObject> entries = signatures.stream().map(EnvelopeSignature::toJson).toList();
    return new JsonBuilder()
        .put("payloadType", payloadType)
        .put("payload", encoded(payload))
        .putArray("signatures", entries)
        .build();
  }

  /// Its signatures, for those who judge certificates beside them.
  public List<EnvelopeSignature> signatures() {
    return signatures;
  }

  /// Whether one of its signatures is by this key.
  public boolean isSigned(EnvelopeSignature signature, VerificationKey key) {
    return key.isSigned(preAuthenticationEncoding(payloadType, payload), signature.signature());
  }

  /// The document's digest. Nobody vouches for the document yet.
  public Digest claimedDigest() {
    return Digest.sha256(payload);
  }

  /// The document, once a trusted key is known to have signed it as one of this kind.
  ///
  /// @param expectedType what the reader is about to read it as
  /// @param trusted the keys whose signatures count
  /// @throws SeaworthyException [SigningError#PAYLOAD_TYPE], [SigningError#NOT_SIGNED_BY] when no
  ///   signature names a trusted key or fits one, [SigningError#BAD_SIGNATURE] when one names a
  ///   trusted key and doesn't fit
  public Verified verifiedPayload(String expectedType, Collection<VerificationKey> trusted) {
    requireType(expectedType);
    byte[] message = preAuthenticationEncoding(payloadType, payload);
    Optional<VerificationKey> signer =
        trusted.stream()
            .filter(key ->
                signatures.stream().anyMatch(entry -> key.isSigned(message, entry.signature())))
            .findFirst();
    if (signer.isPresent()) {
      return new Verified(payload.clone(), signer.get());
    }
    boolean isNamed =
        trusted.stream()
            .anyMatch(
                key -> signatures.stream().anyMatch(entry -> entry.keyId().equals(key.id().hex())));
    if (isNamed) {
      throw new SeaworthyException(
          SigningError.BAD_SIGNATURE,
          "a signature names a trusted key and doesn't fit what is signed");
    }
    throw new SeaworthyException(
        SigningError.NOT_SIGNED_BY,
        "none of its %s is by one of the %s keys that are trusted"
            .formatted(
                signatures.size() == 1
                    ? "signatures (1)"
                    : "signatures (" + signatures.size() + ")",
                trusted.size()));
  }

  /// The document, once the caller's own check of a signature passed.
  ///
  /// @param expectedType what the reader is about to read it as
  /// @param check told what is signed; throws when no signature on that counts
  /// @throws SeaworthyException [SigningError#PAYLOAD_TYPE], or what the check throws
  public <T> Checked<T> checked(String expectedType, Function<byte[], T> check) {
    requireType(expectedType);
    T by = check.apply(preAuthenticationEncoding(payloadType, payload));
    return new Checked<>(payload.clone(), by);
  }

  /// A document whose signature counts.
  ///
  /// @param payload its bytes
  /// @param by what the check gave
  @SuppressWarnings("ArrayRecordComponent") // made anew for each caller, and compared by nobody
  public record Checked<T>(byte[] payload, T by) {}

  private void requireType(String expectedType) {
    if (!payloadType.equals(expectedType)) {
      throw new SeaworthyException(
          SigningError.PAYLOAD_TYPE,
          "it holds %s, and %s was asked for"
              .formatted(Text.shorten(payloadType, 80), expectedType));
    }
  }

  /// Asks for a signature of each of these kinds, by whatever key that is trusted.
  ///
  /// @throws SeaworthyException [SigningError#MISSING_KIND]
  public void requireKinds(Set<KeyAlgorithm> kinds, Collection<VerificationKey> trusted) {
    for (KeyAlgorithm kind : new TreeSet<>(kinds)) {
      boolean isThere =
          trusted.stream()
              .filter(key -> key.algorithm() == kind)
              .anyMatch(key -> signatures.stream().anyMatch(one -> isSigned(one, key)));
      if (!isThere) {
        throw new SeaworthyException(
            SigningError.MISSING_KIND,
            "none of its signatures is one of kind %s by a trusted key".formatted(kind.word()));
      }
    }
  }

  /// A document that a trusted key signed.
  ///
  /// @param payload its bytes
  /// @param signer whose signature it is
  @SuppressWarnings("ArrayRecordComponent") // made anew for each caller
  public record Verified(byte[] payload, VerificationKey signer) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Verified same
          && Arrays.equals(payload, same.payload)
          && signer.equals(same.signer);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(payload) + signer.hashCode();
    }
  }

  /// What is signed in truth (DSSE, "PAE").
  public static byte[] preAuthenticationEncoding(String type, byte[] payload) {
    byte[] kind = type.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + kind.length + 40);
    out.writeBytes((MAGIC + " " + kind.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(kind);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
