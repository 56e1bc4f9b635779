package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.DigestAlgorithm;
import dev.seaworthy.signing.SigningError;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/// When a signature was there, by an authority's word (RFC 3161).
///
/// @param roots what the authority's certificate must lead to
/// @param cryptography what digests are made with
record Timestamps(Set<X509Certificate> roots, Cryptography cryptography) {

  private static final int CERTIFICATES_MAX = 20;

  Timestamps {
    roots = Set.copyOf(roots);
  }

  /// The instant that a token vouches for.
  ///
  /// @param signature what the token must be over
  /// @param now a token of a later time is refused
  /// @throws SeaworthyException [SigningError#TIMESTAMP], [SigningError#BAD_CERTIFICATE]
  Instant instant(byte[] token, byte[] signature, Instant now) {
    try {
      return vouched(token, signature, now);
    } catch (SeaworthyException e) {
      throw e;
    } catch (RuntimeException e) {
      // Bouncy Castle's own on structures that it didn't expect.
      throw refused("it is no token of RFC 3161", e);
    }
  }

  private Instant vouched(byte[] token, byte[] signature, Instant now) {
    TimeStampToken read = read(token);
    requireStrong(read);
    DigestAlgorithm digest = digest(read.getTimeStampInfo().getMessageImprintAlgOID());
    try {
      byte[] expected = cryptography.newDigest(digest).digest(signature);
      if (!MessageDigest.isEqual(expected, read.getTimeStampInfo().getMessageImprintDigest())) {
        throw refused("it is over something else than this signature", null);
      }
      Instant made = Certificates.instant(read.getTimeStampInfo().getGenTime());
      if (made.isAfter(now)) {
        throw refused("it is of %s, and now it is %s".formatted(made, now), null);
      }
      authority(read).requireRoot(roots, made);
      return made;
    } catch (SeaworthyException e) {
      if (e.code() == SigningError.TIMESTAMP) {
        throw e;
      }
      throw refused(String.valueOf(e.getMessage()), e);
    } catch (GeneralSecurityException e) {
      throw refused("there is no %s here".formatted(digest), e);
    }
  }

  /// The chain of the authority, whose own certificate signed the token and is for nothing else
  /// (RFC 3161 §2.3).
  private Chain authority(TimeStampToken token) {
    List<X509Certificate> given = new ArrayList<>();
    Collection<X509CertificateHolder> held = token.getCertificates().getMatches(null);
    List<byte[]> ders = new ArrayList<>();
    if (held.size() > CERTIFICATES_MAX) {
      throw refused(
          "it holds %s certificates, and %s may be".formatted(held.size(), CERTIFICATES_MAX), null);
    }
    try {
      for (X509CertificateHolder each : held) {
        ders.add(each.getEncoded());
      }
    } catch (IOException e) {
      throw refused("a certificate of it can't be read", e);
    }
    given.addAll(Certificates.ofDer(ders, "a certificate of the timestamp"));
    X509Certificate signer =
        given.stream()
            .filter(each ->
                each.getSerialNumber().equals(token.getSID().getSerialNumber())
                    && Arrays.equals(each.getIssuerX500Principal().getEncoded(), issuer(token)))
            .findFirst()
            .orElseThrow(() -> refused("it holds no certificate of its signer", null));
    try {
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
    } catch (TSPException | OperatorCreationException | IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
    return Chain.of(ordered(signer, given), roots);
  }

  private static byte[] issuer(TimeStampToken token) {
    try {
      return token.getSID().getIssuer().getEncoded();
    } catch (IOException e) {
      throw refused("its signer can't be read", e);
    }
  }

  /// A set has no order: each certificate is followed by the one that it names as its issuer.
  private static List<X509Certificate> ordered(
      X509Certificate signer, List<X509Certificate> given) {
    List<X509Certificate> chain = new ArrayList<>(List.of(signer));
    Optional<X509Certificate> above = above(chain, given);
    while (above.isPresent()) {
      chain.add(above.get());
      above = above(chain, given);
    }
    return chain;
  }

  private static Optional<X509Certificate> above(
      List<X509Certificate> chain, List<X509Certificate> given) {
    return given.stream()
        .filter(each ->
            each.getSubjectX500Principal().equals(chain.getLast().getIssuerX500Principal())
                && !chain.contains(each))
        .findFirst();
  }

  /// A token, or the whole answer that it came in.
  private static TimeStampToken read(byte[] der) {
    try {
      return new TimeStampToken(new CMSSignedData(der));
    } catch (CMSException | TSPException | IOException | RuntimeException notAToken) {
      return ofResponse(der, notAToken);
    }
  }

  private static TimeStampToken ofResponse(byte[] der, Exception notAToken) {
    try {
      TimeStampToken token = new TimeStampResponse(der).getTimeStampToken();
      if (token != null) {
        return token;
      }
      throw refused("the authority refused to make one", null);
    } catch (SeaworthyException e) {
      throw e;
    } catch (TSPException | IOException | RuntimeException e) {
      e.addSuppressed(notAToken);
      throw refused("it is no token of RFC 3161", e);
    }
  }

  /// The authority's own signature must not be over a hash that is broken.
  private static void requireStrong(TimeStampToken token) {
    for (SignerInformation signer : token.toCMSSignedData().getSignerInfos()) {
      digest(signer.getDigestAlgorithmID().getAlgorithm());
    }
  }

  private static DigestAlgorithm digest(ASN1ObjectIdentifier id) {
    if (id.equals(NISTObjectIdentifiers.id_sha256)) {
      return DigestAlgorithm.SHA256;
    }
    if (id.equals(NISTObjectIdentifiers.id_sha384)) {
      return DigestAlgorithm.SHA384;
    }
    if (id.equals(NISTObjectIdentifiers.id_sha512)) {
      return DigestAlgorithm.SHA512;
    }
    throw refused("it is over a digest of kind %s".formatted(id), null);
  }

  static SeaworthyException refused(String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        SigningError.TIMESTAMP, "the timestamp of the signature: " + reason, cause);
  }
}
