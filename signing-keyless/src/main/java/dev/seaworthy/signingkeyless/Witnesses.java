package dev.seaworthy.signingkeyless;

import static dev.seaworthy.signingkeyless.Refusals.refused;
import static dev.seaworthy.signingkeyless.Refusals.said;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import dev.sigstore.rekor.client.ImmutableInclusionProof;
import dev.sigstore.rekor.client.ImmutableRekorEntry;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import dev.sigstore.rekor.client.RekorVerificationException;
import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.timestamp.client.TimestampException;
import dev.sigstore.timestamp.client.TimestampVerificationException;
import dev.sigstore.timestamp.client.TimestampVerifier;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// The authorities, logs and clocks of a trusted root.
///
/// @param logs the transparency logs, with the times in which their keys count
record Witnesses(
    FulcioVerifier authorities,
    RekorVerifier entries,
    TimestampVerifier clocks,
    List<TransparencyLog> logs) {

  static Witnesses of(SigstoreTrustedRoot root) throws GeneralSecurityException {
    return new Witnesses(
        FulcioVerifier.newFulcioVerifier(root),
        RekorVerifier.newRekorVerifier(root),
        TimestampVerifier.newTimestampVerifier(root),
        List.copyOf(root.getTLogs()));
  }

  /// @throws SeaworthyException [KeylessError#OTHER_ROOT], [KeylessError#NO_CERTIFICATE_LOG]
  void requireIssued(CertPath chain, String what) {
    try {
      authorities.verifySigningCertificate(chain);
    } catch (FulcioVerificationException e) {
      // One exception for both, whose text alone tells them apart; the chain is judged first.
      String said = said(e);
      boolean isOfLogs = said.contains("SCT") || said.contains("ct logs");
      throw refused(
          isOfLogs ? KeylessError.NO_CERTIFICATE_LOG : KeylessError.OTHER_ROOT, what, said, e);
    } catch (IOException | RuntimeException e) {
      // Of certificates that the JDK or Bouncy Castle can't take apart.
      throw refused(KeylessError.OTHER_ROOT, what, said(e), e);
    }
  }

  /// Since when the signature was there: the latest of what witnesses say.
  ///
  /// @throws SeaworthyException when the log or a timestamp doesn't count, or when either says that
  ///   the certificate wasn't valid then
  Instant signedAt(
      Bundle bundle, SignerCertificate signer, LogEntryBody.Expected expected, String what) {
    RekorEntry entry = bundle.getEntries().getFirst();
    byte[] body = Base64.getDecoder().decode(entry.getBody());
    LogEntryBody.read(body, what).require(expected);
    List<Instant> times = new ArrayList<>();
    logged(entry, what);
    String promise = entry.getVerification().getSignedEntryTimestamp();
    if (promise != null && !promise.isEmpty()) {
      Instant integrated = entry.getIntegratedTimeInstant();
      requireLogOf(entry, integrated, what);
      signer.requireValid(integrated, "the log", what);
      times.add(integrated);
    }
    for (Bundle.Timestamp timestamp : bundle.getTimestamps()) {
      Instant at = timestamped(timestamp.getRfc3161Timestamp(), expected.signature(), what);
      signer.requireValid(at, "a timestamp", what);
      times.add(at);
    }
    if (times.isEmpty()) {
      throw refused(KeylessError.NO_TIME, what, "neither a log's promise nor a timestamp counts");
    }
    return Collections.max(times);
  }

  private void logged(RekorEntry entry, String what) {
    TransparencyLog log =
        TransparencyLog.find(logs, id(entry))
            .orElseThrow(() ->
                refused(
                    KeylessError.OTHER_LOG,
                    what,
                    "its log %s isn't one of them".formatted(entry.getLogID())));
    boolean isWhole;
    try {
      RekorEntry named = withoutPort(entry, log.getBaseUrl());
      entries.verifyEntry(named);
      RekorEntry.InclusionProof proof = named.getVerification().getInclusionProof();
      isWhole = proof != null && proof.parsedCheckpoint().getSize().equals(proof.getTreeSize());
    } catch (RekorVerificationException | RekorParseException | RuntimeException e) {
      // The library decodes hexadecimals and Base64 without asking whether they are any.
      throw refused(KeylessError.BAD_LOG_ENTRY, what, said(e), e);
    }
    if (!isWhole) {
      throw refused(KeylessError.BAD_LOG_ENTRY, what, "its checkpoint is of another size");
    }
  }

  /// A log signs its checkpoints as `host:port`, and the library looks for `host`. The name before
  /// a signature is a hint which key to take and nothing that is signed.
  private static RekorEntry withoutPort(RekorEntry entry, URI address) {
    RekorEntry.InclusionProof proof = entry.getVerification().getInclusionProof();
    if (address.getPort() < 0 || proof == null) {
      return entry;
    }
    String checkpoint =
        proof
            .getCheckpoint()
            .replace(
                "\n\u2014 " + address.getAuthority() + " ", "\n\u2014 " + address.getHost() + " ");
    return ImmutableRekorEntry.builder()
        .from(entry)
        .verification(
            ImmutableVerification.builder()
                .from(entry.getVerification())
                .inclusionProof(
                    ImmutableInclusionProof.builder().from(proof).checkpoint(checkpoint).build())
                .build())
        .build();
  }

  private void requireLogOf(RekorEntry entry, Instant integrated, String what) {
    if (TransparencyLog.find(logs, id(entry), integrated).isEmpty()) {
      throw refused(
          KeylessError.OTHER_LOG,
          what,
          "the key of its log %s didn't count at %s".formatted(entry.getLogID(), integrated));
    }
  }

  private static byte[] id(RekorEntry entry) {
    return HexFormat.of().parseHex(entry.getLogID());
  }

  private Instant timestamped(byte[] timestamp, byte[] signature, String what) {
    try {
      clocks.verify(SignerCertificate.response(timestamp), signature);
      return SignerCertificate.time(timestamp);
    } catch (TimestampVerificationException | TimestampException | RuntimeException e) {
      // Bouncy Castle has exceptions of its own for tokens that are none.
      throw refused(KeylessError.BAD_TIMESTAMP, what, said(e), e);
    }
  }
}
