package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.EnvelopeSignature;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.seaworthy.signing.reference.Trust;
import dev.seaworthy.signing.x509.ChainTrust;
import dev.seaworthy.signing.x509.ChainTrust.CertifiedSigner;
import dev.seaworthy.signing.x509.ChainTrust.Presented;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether what lies beside an image is a signature on that image by somebody who is trusted.
/// Nothing of a signed text is looked at before its signature is good.
public final class SignatureJudge {

  private final Trust trust;
  private final List<Digest> images;
  private final Instant now;
  private final Limits limits;

  /// @param images the digests that stand for the image: its manifest's, and that of an index which
  ///   names the manifest
  /// @param now when certificates are judged, unless a timestamp says when it was signed
  public SignatureJudge(Trust trust, Collection<Digest> images, Instant now, Limits limits) {
    this.trust = trust;
    this.images = List.copyOf(images);
    this.now = now;
    this.limits = limits;
  }

  /// Judges a layer under cosign's tag.
  ///
  /// @param annotations of the layer
  /// @throws SeaworthyException [SigningError#BAD_ENVELOPE] when it is no signature,
  ///   [SigningError#NOT_SIGNED_BY], [SigningError#OTHER_IMAGE], or the code of what is wrong with
  ///   a certificate
  public SignedBy layer(byte[] payload, Map<String, String> annotations) {
    LayerAnnotations beside = LayerAnnotations.read(annotations);
    SignedBy by =
        signer(
            new Presented(
                beside.certificates(),
                beside.signature(),
                beside.timestamps(),
                key -> key.isSignedAsByCosign(payload, beside.signature())));
    SimpleSigning.require(payload, images, limits);
    return by;
  }

  /// Judges a Sigstore bundle.
  ///
  /// @throws SeaworthyException as [#layer], [SigningError#BAD_SIGNATURE] when it names a trusted
  ///   key and isn't by it, [SigningError#PAYLOAD_TYPE] when it attests something else
  public SignedBy bundle(byte[] json) {
    String what = "the bundle";
    JsonObject bundle = read(json, what);
    if (!bundle.text("mediaType").startsWith(SigstoreBundle.MEDIA_TYPES)) {
      throw bad(
          "it is of type \"%s\", and no bundle"
              .formatted(Text.visible(Text.shorten(bundle.text("mediaType"), 80))));
    }
    if (bundle.get("dsseEnvelope").isEmpty()) {
      throw new SeaworthyException(
          SigningError.PAYLOAD_TYPE, "the bundle holds no statement (dsseEnvelope)");
    }
    JsonObject material = bundle.object("verificationMaterial");
    DsseEnvelope envelope = DsseEnvelope.read(bundle.object("dsseEnvelope"), what);
    String hint = material.object("publicKey").text("hint");
    return statement(envelope, BundleMaterial.certificates(material), material, hint);
  }

  /// Judges a DSSE envelope.
  ///
  /// @throws SeaworthyException as [#bundle]
  public SignedBy envelope(byte[] json) {
    DsseEnvelope envelope = DsseEnvelope.read(json, "the envelope", limits);
    return statement(
        envelope, List.of(), new JsonObject(Map.of()), envelope.signatures().getFirst().keyId());
  }

  private SignedBy statement(
      DsseEnvelope envelope, List<byte[]> certificates, JsonObject material, String hint) {
    SeaworthyException first = null;
    for (EnvelopeSignature one : envelope.signatures()) {
      byte[] signature = one.signature();
      List<byte[]> chain = one.certificates().isEmpty() ? certificates : one.certificates();
      List<byte[]> timestamps =
          one.timestamps().isEmpty() ? BundleMaterial.timestamps(material) : one.timestamps();
      try {
        DsseEnvelope.Checked<SignedBy> checked =
            envelope.checked(
                ImageStatement.PAYLOAD_TYPE,
                message ->
                    signer(
                        new Presented(
                            chain,
                            signature,
                            timestamps,
                            key -> key.isSignedAsByCosign(message, signature))));
        ImageStatement.require(checked.payload(), images, "the signed statement", limits);
        return checked.by();
      } catch (SeaworthyException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? bad("it has no signature") : told(first, hint);
  }

  /// Who signed, first by key and then by certificate.
  private SignedBy signer(Presented presented) {
    Optional<VerificationKey> known =
        trust.keys().stream().filter(presented.isSigned()).findFirst();
    if (known.isPresent()) {
      return new SignedBy(
          known.get().id().toString(), "", "by a key of kind " + known.get().algorithm().word());
    }
    SeaworthyException first = null;
    if (!presented.certificates().isEmpty()) {
      for (ChainTrust chain : trust.chains()) {
        try {
          CertifiedSigner signer = chain.signer(presented, now);
          return new SignedBy(
              signer.subject(), signer.root(), "by certificate, as of " + signer.signedAt());
        } catch (SeaworthyException e) {
          first = first == null ? e : first;
        }
      }
    }
    if (first != null) {
      throw first;
    }
    throw new SeaworthyException(
        SigningError.NOT_SIGNED_BY,
        "it is by none of the %s keys%s that are trusted"
            .formatted(trust.keys().size(), trust.chains().isEmpty() ? "" : " and roots"));
  }

  /// A signature that names a trusted key and isn't by it was altered, or what it is on was.
  private SeaworthyException told(SeaworthyException first, String hint) {
    boolean isNamed =
        trust.keys().stream()
            .anyMatch(key -> hint.equals(CosignBundle.hint(key)) || hint.equals(key.id().hex()));
    return isNamed && first.code() == SigningError.NOT_SIGNED_BY
        ? new SeaworthyException(
            SigningError.BAD_SIGNATURE,
            "it names a trusted key and doesn't fit what is signed",
            first)
        : first;
  }

  private JsonObject read(byte[] json, String what) {
    try {
      return new JsonReader(limits).readObject(json, what);
    } catch (SeaworthyException e) {
      throw new SeaworthyException(SigningError.BAD_ENVELOPE, String.valueOf(e.getMessage()), e);
    }
  }

  private static SeaworthyException bad(String problem) {
    return new SeaworthyException(SigningError.BAD_ENVELOPE, problem);
  }
}
