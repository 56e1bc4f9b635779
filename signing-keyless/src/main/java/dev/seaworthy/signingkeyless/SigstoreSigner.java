package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.Pems;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.keyless.IdentityTokens;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessServices;
import dev.seaworthy.signing.keyless.KeylessSigner;
import dev.seaworthy.signing.keyless.KeylessTrust;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a key, has it certified by Fulcio (API version 2) and its signature recorded by Rekor (API
/// version 1). The certificate is asked for when something was signed, since it lives for minutes
/// and a scan may take longer.
final class SigstoreSigner implements KeylessSigner {

  private static final String MADE = "the bundle that was made";

  private final SigningKey key;
  private final ServiceClient authority;
  private final ServiceClient log;
  private final @Nullable TimestampService timestamps;
  private final IdentityTokens tokens;
  private final SigstoreTrust trust;

  private SigstoreSigner(
      SigningKey key,
      ServiceClient authority,
      ServiceClient log,
      @Nullable TimestampService timestamps,
      IdentityTokens tokens,
      SigstoreTrust trust) {
    this.key = key;
    this.authority = authority;
    this.log = log;
    this.timestamps = timestamps;
    this.tokens = tokens;
    this.trust = trust;
  }

  static SigstoreSigner of(
      KeylessServices services,
      IdentityTokens tokens,
      KeylessTrust trust,
      Cryptography cryptography) {
    if (!(trust instanceof SigstoreTrust own)) {
      throw new IllegalArgumentException("a trusted root that was read elsewhere");
    }
    return new SigstoreSigner(
        SigningKey.generate(KeyAlgorithm.ECDSA_P256, cryptography),
        new ServiceClient(services.authority(), KeylessError.AUTHORITY),
        new ServiceClient(services.log(), KeylessError.LOG),
        services.timestampsOrNull() == null
            ? null
            : TimestampService.at(services.timestampsOrNull(), cryptography),
        tokens,
        own);
  }

  @Override
  public VerificationKey verification() {
    return key.verification();
  }

  @Override
  public String cryptography() {
    return key.cryptography() + ", keyless";
  }

  @Override
  public byte[] sign(byte[] message) {
    return key.sign(message);
  }

  @Override
  public byte[] bundle(DsseEnvelope envelope) {
    List<byte[]> chain = certified();
    byte[] signature = envelope.signatures().getFirst().signature();
    JsonObject proposed =
        new JsonBuilder()
            .put("kind", "dsse")
            .put("apiVersion", "0.0.1")
            .put(
                "spec",
                new JsonBuilder()
                    .put(
                        "proposedContent",
                        new JsonBuilder()
                            .put("envelope", new String(envelope.toJson(), StandardCharsets.UTF_8))
                            .putStrings("verifiers", List.of(pem(chain)))
                            .build())
                    .build())
            .build();
    byte[] bundle =
        BundleWriting.write(
            chain.getFirst(),
            LoggedEntry.of(proposed, log),
            timestamp(signature),
            "dsseEnvelope",
            envelope.toJsonObject());
    trust.envelopeBy(bundle, MADE, null);
    return bundle;
  }

  @Override
  public byte[] fileBundle(byte[] file) {
    List<byte[]> chain = certified();
    byte[] signature = key.sign(file);
    Digest digest = Digest.sha256(file);
    JsonObject proposed =
        new JsonBuilder()
            .put("kind", "hashedrekord")
            .put("apiVersion", "0.0.1")
            .put(
                "spec",
                new JsonBuilder()
                    .put(
                        "data",
                        new JsonBuilder()
                            .put(
                                "hash",
                                new JsonBuilder()
                                    .put("algorithm", "sha256")
                                    .put("value", digest.hex())
                                    .build())
                            .build())
                    .put(
                        "signature",
                        new JsonBuilder()
                            .put("content", base64(signature))
                            .put("publicKey", new JsonBuilder().put("content", pem(chain)).build())
                            .build())
                    .build())
            .build();
    byte[] bundle =
        BundleWriting.write(
            chain.getFirst(),
            LoggedEntry.of(proposed, log),
            timestamp(signature),
            "messageSignature",
            BundleWriting.messageSignature(digest, signature));
    trust.fileBy(bundle, MADE, null, digest);
    return bundle;
  }

  /// The certificate of the key and those above it, DER.
  private List<byte[]> certified() {
    String token = tokens.token();
    byte[] proof = key.sign(TokenSubject.of(token).getBytes(StandardCharsets.UTF_8));
    JsonObject asked =
        new JsonBuilder()
            .put("credentials", new JsonBuilder().put("oidcIdentityToken", token).build())
            .put(
                "publicKeyRequest",
                new JsonBuilder()
                    .put(
                        "publicKey",
                        new JsonBuilder()
                            .put("algorithm", "ECDSA")
                            .put("content", key.verification().toPem())
                            .build())
                    .put("proofOfPossession", base64(proof))
                    .build())
            .build();
    List<String> pems =
        authority
            .post("/api/v2/signingCert", asked)
            .object("signedCertificateEmbeddedSct")
            .object("chain")
            .strings("certificates");
    List<byte[]> ders;
    try {
      ders = Pems.certificates(String.join("\n", pems));
    } catch (IllegalArgumentException e) {
      throw authority.failed("a certificate in the answer is no PEM", e);
    }
    if (ders.isEmpty()) {
      throw authority.failed("the answer has no certificate with the log's vouching in it", null);
    }
    return ders;
  }

  private byte @Nullable [] timestamp(byte[] signature) {
    return timestamps == null ? null : timestamps.response(signature);
  }

  /// As Rekor wants it: the signer's certificate in PEM, in Base64.
  private static String pem(List<byte[]> chain) {
    return base64(Pems.ofCertificates(chain.subList(0, 1)).getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
