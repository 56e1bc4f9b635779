package dev.seaworthy.ledger;

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

/// How far a ledger reached at some time. Signed and kept where whoever can write the ledger can't,
/// it proves later that nothing up to there was altered, removed, reordered or cut off.
///
/// @param ledger the ledger's id
/// @param sequence of its last record; 0 for an empty one
/// @param digest of its last record; of an empty one its genesis
/// @param time when the head was taken
public record Head(String ledger, long sequence, Digest digest, Instant time) {

  /// The kind of document that a signed head is.
  public static final String TYPE = "application/vnd.seaworthy.ledger-head+json";

  /// The head in a signed envelope.
  public DsseEnvelope signed(Signer signer) {
    byte[] payload =
        JsonWriter.canonical(
            new JsonBuilder()
                .put("ledger", ledger)
                .put("sequence", sequence)
                .put("digest", digest.toString())
                .put("time", time.toString())
                .build());
    return DsseEnvelope.sign(TYPE, payload, List.of(signer));
  }

  /// Reads a signed head.
  ///
  /// @param what where it came from, for the message
  /// @throws SeaworthyException when it is none ([LedgerError#BAD_HEAD]) or not signed by a trusted
  ///   key
  public static Head verified(
      byte[] envelope, Collection<VerificationKey> trusted, String what, Limits limits) {
    byte[] payload =
        DsseEnvelope.read(envelope, what, limits).verifiedPayload(TYPE, trusted).payload();
    JsonObject head = new JsonReader(limits).readObject(payload, what);
    try {
      return new Head(
          head.text("ledger"),
          head.integer("sequence").orElseThrow(IllegalArgumentException::new),
          Digest.parse(head.text("digest")),
          Instant.parse(head.text("time")));
    } catch (SeaworthyException | IllegalArgumentException | DateTimeException e) {
      throw new SeaworthyException(
          LedgerError.BAD_HEAD, "%s is signed, and holds no head".formatted(what), e);
    }
  }
}
