package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The certificates that were taken back before their end, as a signed, dated list.
///
/// @param issuedAt when the list was made
/// @param revoked why, by the certificate's digest
public record Revocations(Instant issuedAt, Map<Digest, Revocation> revoked) {

  /// Nothing was taken back, and nobody asked.
  public static final Revocations NONE = new Revocations(Instant.MAX, Map.of());

  private static final String TYPE = "application/vnd.seaworthy.revocations+json";

  public Revocations {
    revoked = Map.copyOf(revoked);
  }

  /// Why and when one was taken back.
  public record Revocation(Instant at, String reason) {}

  /// Why a certificate was taken back; empty when it wasn't.
  Optional<Revocation> of(Digest certificate) {
    return Optional.ofNullable(revoked.get(certificate));
  }

  /// The list in a signed envelope.
  public DsseEnvelope signed(Collection<? extends Signer> signers) {
    List<JsonObject> entries =
        new TreeMap<>(revoked)
            .entrySet().stream()
                .map(entry ->
                    new JsonBuilder()
                        .put("certificate", entry.getKey().toString())
                        .put("at", entry.getValue().at().toString())
                        .put("reason", entry.getValue().reason())
                        .build())
                .toList();
    return DsseEnvelope.sign(
        TYPE,
        JsonWriter.canonical(
            new JsonBuilder()
                .put("issuedAt", issuedAt.toString())
                .putArray("revoked", entries)
                .build()),
        signers);
  }

  /// Reads a list that a trusted key signed.
  ///
  /// @throws SeaworthyException [CertificateError#BAD_REVOCATIONS], or with a code of the room
  ///   `signing`
  public static Revocations read(
      byte[] envelope, Collection<VerificationKey> trusted, String what, Limits limits) {
    byte[] payload =
        DsseEnvelope.read(envelope, what, limits).verifiedPayload(TYPE, trusted).payload();
    try {
      JsonObject list = new JsonReader(limits).readObject(payload, what);
      Map<Digest, Revocation> revoked = new TreeMap<>();
      for (JsonObject entry : list.objects("revoked")) {
        revoked.put(
            Digest.parse(entry.text("certificate")),
            new Revocation(Instant.parse(entry.text("at")), entry.text("reason")));
      }
      return new Revocations(Instant.parse(list.text("issuedAt")), revoked);
    } catch (DateTimeException | SeaworthyException e) {
      throw new SeaworthyException(CertificateError.BAD_REVOCATIONS, what + " can't be read", e);
    }
  }
}
