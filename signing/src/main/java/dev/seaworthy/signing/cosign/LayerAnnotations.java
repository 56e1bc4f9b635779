package dev.seaworthy.signing.cosign;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Pems;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What stands beside a signed payload in the annotations of its layer (cosign's SIGNATURE_SPEC,
/// "Signature", "Certificate" and "Chain"; RFC 3161 timestamps as cosign 2 and later write them).
///
/// @param certificates in DER, the signer's first; empty when there are none
@SuppressWarnings("ArrayRecordComponent") // carries, and is compared by nobody
record LayerAnnotations(byte[] signature, List<byte[]> certificates, List<byte[]> timestamps) {

  static final String SIGNATURE = "dev.cosignproject.cosign/signature";

  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
  private static final String CHAIN = "dev.sigstore.cosign/chain";
  private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";
  private static final int CERTIFICATES_MAX = 10;

  /// @throws SeaworthyException [SigningError#BAD_ENVELOPE]
  static LayerAnnotations read(Map<String, String> annotations) {
    byte[] signature = base64(annotations.getOrDefault(SIGNATURE, ""), "the signature");
    if (signature.length == 0) {
      throw bad("the layer has no signature (annotation %s)".formatted(SIGNATURE), null);
    }
    List<byte[]> certificates = new ArrayList<>();
    try {
      certificates.addAll(Pems.certificates(annotations.getOrDefault(CERTIFICATE, "")));
      if (!certificates.isEmpty()) {
        certificates.addAll(Pems.certificates(annotations.getOrDefault(CHAIN, "")));
      }
    } catch (IllegalArgumentException e) {
      throw bad("a certificate beside the signature is no PEM", e);
    }
    if (certificates.size() > CERTIFICATES_MAX) {
      throw bad("more than %s certificates are beside it".formatted(CERTIFICATES_MAX), null);
    }
    return new LayerAnnotations(
        signature,
        certificates,
        BundleMaterial.cosignTimestamps(annotations.getOrDefault(TIMESTAMP, "")));
  }

  /// Signs a payload, with the signer's certificates and timestamps beside it.
  static SortedMap<String, String> sign(byte[] signature, Signer signer) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put(SIGNATURE, Base64.getEncoder().encodeToString(signature));
    List<byte[]> certificates = signer.certificates();
    if (!certificates.isEmpty()) {
      annotations.put(CERTIFICATE, Pems.ofCertificates(certificates.subList(0, 1)));
      if (certificates.size() > 1) {
        annotations.put(CHAIN, Pems.ofCertificates(certificates.subList(1, certificates.size())));
      }
    }
    signer.timestamps(signature).stream()
        .findFirst()
        .ifPresent(token -> annotations.put(TIMESTAMP, BundleMaterial.cosignTimestamp(token)));
    return annotations;
  }

  static byte[] base64(String text, String what) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw bad(what + " is no Base64", e);
    }
  }

  private static SeaworthyException bad(String problem, @Nullable Throwable cause) {
    return new SeaworthyException(SigningError.BAD_ENVELOPE, problem, cause);
  }
}
