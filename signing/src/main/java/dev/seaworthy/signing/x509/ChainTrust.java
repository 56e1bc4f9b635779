package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.EnvelopeSignature;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Trust in whoever has a certificate for signing code below a root of one's own.
public final class ChainTrust {

  private final Set<X509Certificate> roots;
  private final @Nullable RevocationLists revocations;
  private final @Nullable Timestamps timestamps;
  private final @Nullable String subject;
  private final Cryptography cryptography;

  private ChainTrust(
      Set<X509Certificate> roots,
      @Nullable RevocationLists revocations,
      @Nullable Timestamps timestamps,
      @Nullable String subject,
      Cryptography cryptography) {
    this.roots = roots;
    this.revocations = revocations;
    this.timestamps = timestamps;
    this.subject = subject;
    this.cryptography = cryptography;
  }

  /// A signer whose certificate counts.
  ///
  /// @param key the key of the certificate
  /// @param subject its name (RFC 2253)
  /// @param root the name of the root that vouches for it
  /// @param signedAt when the signature was there: by a timestamp, else now
  /// @param notAfter when the certificate ends
  public record CertifiedSigner(
      VerificationKey key, String subject, String root, Instant signedAt, Instant notAfter) {}

  /// The names of the roots (RFC 2253), sorted.
  public List<String> rootNames() {
    return roots.stream().map(root -> root.getSubjectX500Principal().getName()).sorted().toList();
  }

  /// Reads what a reference names.
  ///
  /// @throws SeaworthyException [SigningError#BAD_CERTIFICATE], [SigningError#KEY_UNREADABLE]
  public static ChainTrust open(ChainUri uri, Cryptography cryptography) {
    List<X509CRL> lists = new ArrayList<>();
    uri.revocations().forEach(file -> lists.addAll(Certificates.lists(file)));
    Path authority = uri.timestampRoots();
    return new ChainTrust(
        Set.copyOf(Certificates.ofFile(uri.roots())),
        uri.revocations().isEmpty() ? null : new RevocationLists(lists),
        authority == null
            ? null
            : new Timestamps(new HashSet<>(Certificates.ofFile(authority)), cryptography),
        uri.subject(),
        cryptography);
  }

  /// The signers of an envelope whose certificates count, those alone.
  ///
  /// @param now when the chain is judged, unless a timestamp says when it was signed
  /// @throws SeaworthyException with the code of what is wrong with the first signature that has a
  ///   certificate, when there is none that counts; an envelope without certificates has no signers
  public List<CertifiedSigner> signers(DsseEnvelope envelope, Instant now) {
    List<CertifiedSigner> found = new ArrayList<>();
    SeaworthyException first = null;
    for (EnvelopeSignature signature : envelope.signatures()) {
      if (signature.certificates().isEmpty()) {
        continue;
      }
      try {
        found.add(signer(envelope, signature, now));
      } catch (SeaworthyException e) {
        first = first == null ? e : first;
      }
    }
    if (found.isEmpty() && first != null) {
      throw first;
    }
    return found;
  }

  private CertifiedSigner signer(DsseEnvelope envelope, EnvelopeSignature signature, Instant now) {
    return signer(
        new Presented(
            signature.certificates(),
            signature.signature(),
            signature.timestamps(),
            key -> envelope.isSigned(signature, key)),
        now);
  }

  /// A signature with what its signer showed beside it.
  ///
  /// @param certificates in DER, the signer's first
  /// @param timestamps tokens over the signature, in DER
  /// @param isSigned whether the signature is by a key
  @SuppressWarnings("ArrayRecordComponent") // carries, and is compared by nobody
  public record Presented(
      List<byte[]> certificates,
      byte[] signature,
      List<byte[]> timestamps,
      Predicate<VerificationKey> isSigned) {}

  /// The signer, if the certificates count.
  ///
  /// @param now when the chain is judged, unless a timestamp says when it was signed
  /// @throws SeaworthyException with the code of what is wrong
  public CertifiedSigner signer(Presented presented, Instant now) {
    List<X509Certificate> given =
        Certificates.ofDer(presented.certificates(), "a certificate of the signature");
    if (given.isEmpty()) {
      throw new SeaworthyException(
          SigningError.OTHER_ROOT, "the signature has no certificate beside it");
    }
    Chain chain = Chain.of(given, roots);
    VerificationKey key =
        VerificationKey.ofDer(
            chain.signer().getPublicKey().getEncoded(), "the key of " + chain.name(), cryptography);
    if (!presented.isSigned().test(key)) {
      throw chain.refused(
          SigningError.BAD_SIGNATURE, "the signature beside it isn't by its key", null);
    }
    Instant signedAt = signedAt(presented, now);
    X509Certificate root = chain.requireRoot(roots, signedAt);
    chain.requireCodeSigning();
    if (revocations != null) {
      revocations.require(chain, root, signedAt, now);
    }
    if (subject != null && !subject.equals(chain.name())) {
      throw chain.refused(
          SigningError.NOT_SIGNED_BY, "only %s is trusted".formatted(subject), null);
    }
    return new CertifiedSigner(
        key,
        chain.name(),
        root.getSubjectX500Principal().getName(),
        signedAt,
        Certificates.notAfter(chain.signer()));
  }

  /// The earliest time that a timestamp vouches for, else now. A token that doesn't count is no
  /// reason to believe the others.
  private Instant signedAt(Presented presented, Instant now) {
    Timestamps authority = timestamps;
    if (authority == null) {
      return now;
    }
    return presented.timestamps().stream()
        .map(token -> authority.instant(token, presented.signature(), now))
        .min(Instant::compareTo)
        .orElse(now);
  }
}
