package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SignatureScheme;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A signer with the certificates that lead to its root.
public final class ChainSigner implements Signer {

  private final Signer signer;
  private final List<X509Certificate> chain;
  private final @Nullable TimestampAuthority authority;

  private ChainSigner(
      Signer signer, List<X509Certificate> chain, @Nullable TimestampAuthority authority) {
    this.signer = signer;
    this.chain = chain;
    this.authority = authority;
  }

  /// @param file certificates in PEM, the signer's first, each below the one that signed it
  /// @param authority what timestamps each signature; null means none does
  /// @throws SeaworthyException [SigningError#BAD_CERTIFICATE], [SigningError#KEY_UNREADABLE];
  ///   [SigningError#BAD_KEY] when the first certificate is another key's
  public static ChainSigner of(Signer signer, Path file, @Nullable TimestampAuthority authority) {
    List<X509Certificate> chain = Certificates.ofFile(file);
    VerificationKey certified =
        VerificationKey.ofDer(
            chain.getFirst().getPublicKey().getEncoded(),
            file.toString(),
            signer.verification().cryptography());
    if (!certified.equals(signer.verification())) {
      throw new SeaworthyException(
          SigningError.BAD_KEY,
          "the first certificate of %s is of the key %s, and %s signs"
              .formatted(file, certified, signer.verification()));
    }
    return new ChainSigner(signer, chain, authority);
  }

  @Override
  public VerificationKey verification() {
    return signer.verification();
  }

  @Override
  public String cryptography() {
    return signer.cryptography();
  }

  @Override
  public byte[] sign(byte[] message) {
    return signer.sign(message);
  }

  @Override
  public byte[] sign(byte[] message, SignatureScheme scheme) {
    return signer.sign(message, scheme);
  }

  @Override
  public List<byte[]> certificates() {
    List<byte[]> ders = new ArrayList<>();
    for (X509Certificate each : chain) {
      try {
        ders.add(each.getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("what was read from DER has one", e);
      }
    }
    return ders;
  }

  @Override
  public List<byte[]> timestamps(byte[] signature) {
    return authority == null ? List.of() : List.of(authority.token(signature));
  }

  /// {@inheritDoc}
  ///
  /// The earliest end in the chain.
  @Override
  public Optional<Instant> notAfter() {
    return chain.stream().map(Certificates::notAfter).min(Instant::compareTo);
  }
}
