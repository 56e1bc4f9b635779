package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.DsseEnvelope.Verified;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import java.util.Collection;

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
}
