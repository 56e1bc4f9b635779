package dev.seaworthy.signingkeyless;

import static dev.seaworthy.signingkeyless.Refusals.refused;
import static dev.seaworthy.signingkeyless.Refusals.said;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessTrust;
import dev.seaworthy.signing.keyless.SignedEnvelope;
import dev.seaworthy.signing.keyless.SignedFile;
import dev.seaworthy.signing.keyless.SignerName;
import dev.seaworthy.signing.keyless.SignerRule;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Verifies bundles in the order of sigstore's client specification (§"Verification"): certificate,
/// identity, signature, log, time. Chain, logs and timestamps are the library's work; what it
/// leaves open is done here ([record 83](docs/decisions/0083-keyless-signatures.md)).
final class SigstoreTrust implements KeylessTrust {

  private static final int ROOT_BYTES_MAX = 4 << 20;

  private final Witnesses witnesses;

  private SigstoreTrust(Witnesses witnesses) {
    this.witnesses = witnesses;
  }

  static SigstoreTrust read(byte[] trustedRoot, String what) {
    if (trustedRoot.length > ROOT_BYTES_MAX) {
      throw refused(
          KeylessError.BAD_ROOT, what, "it is longer than %s bytes".formatted(ROOT_BYTES_MAX));
    }
    try {
      requireStarts(new JsonReader(Limits.defaults()).readObject(trustedRoot, what), what);
    } catch (SeaworthyException e) {
      throw e.code() == KeylessError.BAD_ROOT
          ? e
          : new SeaworthyException(KeylessError.BAD_ROOT, String.valueOf(e.getMessage()), e);
    }
    SigstoreTrustedRoot root;
    Witnesses witnesses;
    try {
      root = SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRoot));
      witnesses = Witnesses.of(root);
    } catch (SigstoreConfigurationException | GeneralSecurityException | RuntimeException e) {
      // The library takes keys and certificates apart without asking whether they are any.
      throw refused(KeylessError.BAD_ROOT, what, said(e), e);
    }
    if (root.getCAs().isEmpty() || root.getTLogs().isEmpty()) {
      throw refused(KeylessError.BAD_ROOT, what, "it names no certificate authority or no log");
    }
    return new SigstoreTrust(witnesses);
  }

  /// A log's key without the instant from which it counts would count for ever; the library takes
  /// it so.
  private static void requireStarts(JsonObject root, String what) {
    for (String kind : List.of("tlogs", "ctlogs")) {
      for (JsonObject log : root.objects(kind)) {
        if (log.object("publicKey").object("validFor").text("start").isEmpty()) {
          throw refused(
              KeylessError.BAD_ROOT,
              what,
              "the key of the log %s has no validFor.start".formatted(log.text("baseUrl")));
        }
      }
    }
  }

  @Override
  public SignedEnvelope envelope(byte[] bundle, String what, SignerRule rule) {
    return envelopeBy(bundle, what, rule);
  }

  @Override
  public SignedFile file(byte[] bundle, String what, SignerRule rule, Digest file) {
    return fileBy(bundle, what, rule, file);
  }

  /// @param rule whose signature counts; null for anybody's, when we made the bundle ourselves
  SignedEnvelope envelopeBy(byte[] json, String what, @Nullable SignerRule rule) {
    Bundle bundle = BundleReading.read(json, what);
    Bundle.DsseEnvelope given =
        bundle
            .getDsseEnvelope()
            .orElseThrow(() ->
                refused(
                    KeylessError.OTHER_CONTENT,
                    what,
                    "it holds a file's signature and no statement"));
    if (given.getSignatures().size() != 1) {
      throw refused(
          KeylessError.BAD_BUNDLE,
          what,
          "its envelope has %s signatures, and one counts".formatted(given.getSignatures().size()));
    }
    byte[] signature = given.getSignatures().getFirst().getSig();
    SignerCertificate signer = signer(bundle, what);
    SignerName name = named(signer, rule, what);
    byte[] message =
        DsseEnvelope.preAuthenticationEncoding(given.getPayloadType(), given.getPayload());
    VerificationKey key = key(signer, what);
    // Its own way (P-384 with SHA-384), and those of cosign (SHA-256 always).
    if (!key.isSignedAsByCosign(message, signature)) {
      throw refused(KeylessError.BAD_SIGNATURE, what, "what is in it was not signed by its signer");
    }
    LogEntryBody.Expected expected =
        new LogEntryBody.Expected(
            signer.encoded(),
            signature,
            Digest.sha256(given.getPayload()),
            Digest.sha256(message),
            true);
    return new SignedEnvelope(
        envelope(given, signature, what),
        key,
        name,
        witnesses.signedAt(bundle, signer, expected, what));
  }

  SignedFile fileBy(byte[] json, String what, @Nullable SignerRule rule, Digest file) {
    Bundle bundle = BundleReading.read(json, what);
    Bundle.MessageSignature given =
        bundle
            .getMessageSignature()
            .orElseThrow(() ->
                refused(
                    KeylessError.OTHER_CONTENT,
                    what,
                    "it holds a statement and no file's signature"));
    SignerCertificate signer = signer(bundle, what);
    SignerName name = named(signer, rule, what);
    byte[] hash = HexFormat.of().parseHex(file.hex());
    // A hint, and nothing that is signed: the digest that counts is the caller's.
    given
        .getMessageDigest()
        .filter(hint -> !Arrays.equals(hint.getDigest(), hash))
        .ifPresent(hint -> {
          throw refused(
              KeylessError.OTHER_SUBJECT,
              what,
              "it is of %s, and the file is %s"
                  .formatted(HexFormat.of().formatHex(hint.getDigest()), file.hex()));
        });
    if (!isSignedDigest(signer, hash, given.getSignature())) {
      throw refused(KeylessError.BAD_SIGNATURE, what, "its signature isn't one of this file");
    }
    LogEntryBody.Expected expected =
        new LogEntryBody.Expected(signer.encoded(), given.getSignature(), file, file, false);
    return new SignedFile(name, witnesses.signedAt(bundle, signer, expected, what));
  }

  private SignerCertificate signer(Bundle bundle, String what) {
    SignerCertificate signer = new SignerCertificate(Certificates.getLeaf(bundle.getCertPath()));
    witnesses.requireIssued(bundle.getCertPath(), what);
    signer.requireCodeSigning(what);
    return signer;
  }

  private static SignerName named(
      SignerCertificate signer, @Nullable SignerRule rule, String what) {
    SignerName name = signer.name(what);
    if (rule != null) {
      rule.require(name);
    }
    return name;
  }

  private static boolean isSignedDigest(SignerCertificate signer, byte[] digest, byte[] signature) {
    try {
      return Verifiers.newVerifier(signer.certificate().getPublicKey())
          .verifyDigest(digest, signature);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static VerificationKey key(SignerCertificate signer, String what) {
    return VerificationKey.ofDer(
        signer.certificate().getPublicKey().getEncoded(),
        what,
        CryptographyProfile.STANDARD.cryptography());
  }

  /// In our own form, which every reader of envelopes here takes.
  private static DsseEnvelope envelope(Bundle.DsseEnvelope given, byte[] signature, String what) {
    Base64.Encoder base64 = Base64.getEncoder();
    return DsseEnvelope.read(
        new JsonBuilder()
            .put("payloadType", given.getPayloadType())
            .put("payload", base64.encodeToString(given.getPayload()))
            .putArray(
                "signatures",
                List.of(new JsonBuilder().put("sig", base64.encodeToString(signature)).build()))
            .build(),
        what);
  }
}
