package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.DsseEnvelope.Verified;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// A certificate that somebody signed.
///
/// @param certificate what was signed
/// @param signer by whom
/// @param digest the SHA-256 of the signed statement, by which lists of revocations and later
///   certificates name it
public record SignedCertificate(Certificate certificate, VerificationKey signer, Digest digest) {

  /// Signs a certificate; the envelope verifies with cosign and openssl too.
  ///
  /// @throws SeaworthyException when a signer can't
  public static DsseEnvelope sign(Certificate certificate, Collection<? extends Signer> signers) {
    return DsseEnvelope.sign(Statement.TYPE, Statement.write(certificate), signers);
  }

  /// The digest that a certificate will have once it is signed, whoever signs it.
  public static Digest digestOf(Certificate certificate) {
    return Digest.sha256(Statement.write(certificate));
  }

  /// Reads a certificate whose signature is by a trusted key. Whether it counts is
  /// [CertificateRules]' to say.
  ///
  /// @param what where it came from, for messages
  /// @throws SeaworthyException with a code of the room `signing`, or
  ///   [CertificateError#NOT_A_CERTIFICATE]
  public static SignedCertificate read(
      byte[] envelope, Collection<VerificationKey> trusted, String what, Limits limits) {
    Verified verified =
        DsseEnvelope.read(envelope, what, limits).verifiedPayload(Statement.TYPE, trusted);
    return new SignedCertificate(
        Statement.read(verified.payload(), limits),
        verified.signer(),
        Digest.sha256(verified.payload()));
  }

  /// When a document ends as it says itself, whoever signed it: enough to pass it over, and never
  /// to open anything.
  ///
  /// @param document an envelope, or a Sigstore bundle around one
  /// @return empty when it says nothing that can be read
  public static Optional<Instant> claimedEnd(byte[] document, Limits limits) {
    String what = "the document";
    try {
      JsonObject bundled = new JsonReader(limits).readObject(document, what).object("dsseEnvelope");
      byte[] envelope = bundled.members().isEmpty() ? document : JsonWriter.canonical(bundled);
      byte[] payload =
          DsseEnvelope.read(envelope, what, limits).checked(Statement.TYPE, _ -> what).payload();
      return Optional.of(Statement.read(payload, limits).validUntil());
    } catch (SeaworthyException e) {
      // What it is not, nobody can say when it ends.
      return Optional.empty();
    }
  }
}
