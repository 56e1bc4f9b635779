package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningError;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The revocation lists of the authorities in a chain (RFC 5280 §5): each whole and by the
/// authority itself. The JDK's own check looks at lists as of the time of signing; a key that was
/// found stolen afterwards must count too.
///
/// @param lists whatever was given; who signed them isn't known yet
record RevocationLists(List<X509CRL> lists) {

  private static final int CRL_SIGN = 6;
  private static final Set<CRLReason> STOLEN =
      Set.of(CRLReason.KEY_COMPROMISE, CRLReason.CA_COMPROMISE, CRLReason.AA_COMPROMISE);

  RevocationLists {
    lists = List.copyOf(lists);
  }

  /// Asks the lists for each certificate of a chain.
  ///
  /// @param root what signed the last of them
  /// @param signedAt when the signature was made
  /// @param now when the lists must be current
  /// @throws SeaworthyException [SigningError#SIGNER_REVOKED], [SigningError#REVOCATION_UNKNOWN]
  void require(Chain chain, X509Certificate root, Instant signedAt, Instant now) {
    List<X509Certificate> certificates = chain.certificates();
    for (int index = 0; index < certificates.size(); index++) {
      X509Certificate issuer = index + 1 < certificates.size() ? certificates.get(index + 1) : root;
      X509Certificate certificate = certificates.get(index);
      List<X509CRL> current = lists.stream().filter(each -> isCurrent(each, issuer, now)).toList();
      if (current.isEmpty()) {
        throw chain.refused(
            SigningError.REVOCATION_UNKNOWN,
            "no revocation list by %s is current at %s"
                .formatted(issuer.getSubjectX500Principal().getName(), now),
            null);
      }
      // An authority may have published anew before its last list ended: whichever names it counts.
      for (X509CRL list : current) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        if (entry != null) {
          requireEarlier(chain, certificate, entry, signedAt);
        }
      }
    }
  }

  /// What was signed before a certificate was replaced or given up still counts; what a stolen key
  /// signed never does.
  private static void requireEarlier(
      Chain chain, X509Certificate certificate, X509CRLEntry entry, Instant signedAt) {
    Instant revokedAt = Certificates.revokedAt(entry);
    CRLReason reason = entry.getRevocationReason();
    boolean isStolen = reason == null || STOLEN.contains(reason) || reason == CRLReason.UNSPECIFIED;
    if (isStolen || !signedAt.isBefore(revokedAt)) {
      throw chain.refused(
          SigningError.SIGNER_REVOKED,
          "%s was revoked at %s (%s)"
              .formatted(
                  certificate.getSubjectX500Principal().getName(),
                  revokedAt,
                  reason == null ? "for no stated reason" : reason),
          null);
    }
  }

  /// A list with a critical extension tells of other certificates than it seems to, or of changes
  /// alone.
  private static boolean isCurrent(X509CRL list, X509Certificate issuer, Instant now) {
    boolean isOfIssuer =
        list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
            && (list.getCriticalExtensionOIDs() == null
                || list.getCriticalExtensionOIDs().isEmpty());
    boolean[] uses = issuer.getKeyUsage();
    if (!isOfIssuer || (uses != null && !uses[CRL_SIGN])) {
      return false;
    }
    boolean isNow =
        !Certificates.thisUpdate(list).isAfter(now)
            && Certificates.nextUpdate(list).map(next -> !next.isBefore(now)).orElse(false);
    try {
      list.verify(issuer.getPublicKey());
      return isNow;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
