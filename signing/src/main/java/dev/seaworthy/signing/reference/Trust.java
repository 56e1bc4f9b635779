package dev.seaworthy.signing.reference;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.x509.ChainTrust;
import dev.seaworthy.signing.x509.ChainTrust.CertifiedSigner;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Whose signatures count: these keys, and whoever has a certificate below these roots.
///
/// @param keys named one by one
/// @param chains by certificate
public record Trust(Set<VerificationKey> keys, List<ChainTrust> chains) {

  public Trust {
    keys = Set.copyOf(keys);
    chains = List.copyOf(chains);
  }

  /// The keys whose signatures on this envelope count.
  ///
  /// @param what where it came from, for messages
  /// @param now when certificates are judged, unless a timestamp says when it was signed
  /// @throws SeaworthyException with the code of what is wrong with a signer's certificate, when no
  ///   other signature counts either
  public Set<VerificationKey> keysFor(byte[] envelope, String what, Limits limits, Instant now) {
    if (chains.isEmpty()) {
      return keys;
    }
    DsseEnvelope read = DsseEnvelope.read(envelope, what, limits);
    Set<VerificationKey> found = new TreeSet<>(keys);
    SeaworthyException first = null;
    for (ChainTrust chain : chains) {
      try {
        chain.signers(read, now).stream().map(CertifiedSigner::key).forEach(found::add);
      } catch (SeaworthyException e) {
        first = first == null ? e : first;
      }
    }
    boolean isSigned =
        found.stream()
            .anyMatch(key -> read.signatures().stream().anyMatch(one -> read.isSigned(one, key)));
    if (!isSigned && first != null) {
      throw first;
    }
    return found;
  }
}
