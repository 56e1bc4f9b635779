package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.report.ReevaluationReport.Entry;
import dev.seaworthy.scan.Decision;
import dev.seaworthy.scan.Decision.Subject;
import dev.seaworthy.scan.KeptSurvey;
import dev.seaworthy.scan.Reevaluation;
import dev.seaworthy.scan.Reevaluation.Change;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.scan.ScanLedger.Known;
import dev.seaworthy.scan.ScanListener;
import dev.seaworthy.scan.SurveyStore;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Re-evaluates certificates one by one, and gives out what is new: kept, recorded, written.
final class Reevaluator {

  private final SurveyStore store;
  private final KeptCertificates certificates;
  private final @Nullable Path ledger;
  private final AdvisoryDatabase advisories;
  private final @Nullable Policy policy;
  private final List<Deviation> deviations;
  private final List<Signer> signers;
  private final Place place;
  private final Surroundings surroundings;
  private final Instant now;

  /// Where new certificates go.
  ///
  /// @param pathOrNull null for the store alone
  /// @param isForMany whether it must be a directory
  record Place(@Nullable Path pathOrNull, boolean isForMany) {

    /// @throws SeaworthyException [CliError#OUTPUT_UNWRITABLE]
    @Nullable Path fileOrNull(Certificate certificate) {
      Path path = pathOrNull;
      if (path == null) {
        return null;
      }
      if (!isForMany && !Files.isDirectory(path)) {
        return path;
      }
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw new SeaworthyException(
            CliError.OUTPUT_UNWRITABLE,
            Text.visible(path.toString()) + " must be a directory for several certificates",
            e);
      }
      return path.resolve(certificate.subject().hex() + ".json");
    }
  }

  Reevaluator(
      SurveyStore store,
      KeptCertificates certificates,
      @Nullable Path ledger,
      AdvisoryDatabase advisories,
      @Nullable Policy policy,
      List<Deviation> deviations,
      List<Signer> signers,
      Place place,
      Surroundings surroundings,
      Instant now) {
    this.store = store;
    this.certificates = certificates;
    this.ledger = ledger;
    this.advisories = advisories;
    this.policy = policy;
    this.deviations = List.copyOf(deviations);
    this.signers = List.copyOf(signers);
    this.place = place;
    this.surroundings = surroundings;
    this.now = now;
  }

  /// Whether a certificate is over, and only a scan gives its image another one.
  boolean hasEnded(SignedCertificate signed) {
    Certificate certificate = signed.certificate();
    return certificate.validUntil().isBefore(now) && !accepts(signed);
  }

  private boolean accepts(SignedCertificate signed) {
    try {
      return Reevaluation.isAccepted(store.policy(signed), now);
    } catch (SeaworthyException e) {
      // It is judged, and then told why it can't be.
      return true;
    }
  }

  /// Judges one; what is wrong with it keeps nobody from judging the next.
  ///
  /// @param revoked which certificates were taken back
  Entry judge(SignedCertificate signed, Set<Digest> revoked) {
    Certificate before = signed.certificate();
    try {
      if (revoked.contains(signed.digest())) {
        return failed(signed, "it was taken back: scan the image and certify it again");
      }
      Optional<Decision> later = certificates.later(signed);
      if (later.isPresent()) {
        return superseded(signed, later.get(), revoked);
      }
      if (hasEnded(signed)) {
        return failed(
            signed, "it ended at %s: scan the image again".formatted(before.validUntil()));
      }
      KeptSurvey kept = store.survey(signed);
      Known known = known(before, kept);
      Reevaluation judged =
          Reevaluation.of(
              kept,
              store,
              known,
              advisories,
              new Reevaluation.Terms(
                  "seaworthy " + ProductVersion.text(),
                  SigningOptions.words(signers),
                  SigningOptions.end(signers).orElse(null),
                  policy,
                  known.held(deviations),
                  now),
              ScanListener.NONE);
      Digest issued = judged.isToIssue() ? issue(judged.certificate(), known) : null;
      return Entry.of(judged, signed.digest(), issued, sayingMore(judged, signed, revoked));
    } catch (SeaworthyException e) {
      return failed(signed, "%s (%s)".formatted(e.getMessage(), e.code().id()));
    }
  }

  /// The certificate that was re-evaluated, if it says more than is so, and every other one that
  /// does: an earlier run may have issued the refusal and taken nothing back.
  private List<Digest> sayingMore(
      Reevaluation judged, SignedCertificate signed, Set<Digest> revoked) {
    Set<Digest> more = new TreeSet<>();
    if (judged.change() != Change.NEEDS_SCAN) {
      more.addAll(
          certificates.sayingMore(
              Subject.of(judged.certificate()),
              Decision.of(SignedCertificate.digestOf(judged.certificate()), judged.certificate()),
              now));
    }
    if (judged.change().isLess()) {
      more.add(signed.digest());
    }
    more.removeAll(revoked);
    return List.copyOf(more);
  }

  /// What was decided since would be undone by another decision on what was there before.
  private Entry superseded(SignedCertificate signed, Decision later, Set<Digest> revoked) {
    Subject subject = Subject.of(signed.certificate());
    Set<Digest> more = new TreeSet<>(certificates.sayingMore(subject, later, now));
    if (later.isExceededBy(Decision.of(signed.digest(), signed.certificate()), now)) {
      more.add(signed.digest());
    }
    more.removeAll(revoked);
    return Entry.failed(
        subject.asset(),
        subject.image(),
        signed.digest(),
        "a later decision on this image stands: %s at %s, certificate %s (%s)"
            .formatted(
                later.isRefusal() ? "refused" : "cleared",
                later.at(),
                KeptCertificates.shortened(later.certificate()),
                CertificateError.SUPERSEDED.id()),
        List.copyOf(more));
  }

  private static Entry failed(SignedCertificate signed, String problem) {
    return Entry.failed(
        signed.certificate().asset(),
        signed.certificate().subject(),
        signed.digest(),
        problem,
        List.of());
  }

  /// Of a file in the store that holds no certificate that counts.
  static Entry unread(Path file, String problem) {
    return Entry.failed(
        new AssetClass("", String.valueOf(file.getFileName())), null, null, problem, List.of());
  }

  private Known known(Certificate certificate, KeptSurvey kept) {
    return ledger == null
        ? new Known(Map.of(), List.of())
        : ScanLedger.known(
            ledger,
            certificate.asset(),
            certificate.subject(),
            kept.formerly(),
            deviations,
            signers.getFirst());
  }

  /// On record before it is given out.
  private Digest issue(Certificate certificate, Known known) {
    byte[] envelope = SignedCertificate.sign(certificate, signers).toJson();
    SignedCertificate signed =
        SignedCertificate.read(
            envelope,
            signers.stream().map(Signer::verification).toList(),
            "the new certificate",
            Limits.defaults());
    Path file = place.fileOrNull(certificate);
    if (ledger != null) {
      try (ScanLedger open = LedgerOption.open(ledger, surroundings)) {
        open.record(signed, known, known.held(deviations));
      }
    }
    store.keep(envelope, signed.digest());
    if (file != null) {
      String text = new String(envelope, StandardCharsets.UTF_8);
      new Outputs(
              OutputRequest.parse(List.of("json=" + file), List.of(OutputFormat.JSON)),
              surroundings.out())
          .write((format, writer) -> writer.write(text));
    }
    return signed.digest();
  }
}
