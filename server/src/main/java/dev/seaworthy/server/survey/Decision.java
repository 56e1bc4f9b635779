package dev.seaworthy.server.survey;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.report.JsonPresenter;
import dev.seaworthy.cli.report.Presenter;
import dev.seaworthy.cli.report.SbomPresenter;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.scan.Judgement;
import dev.seaworthy.scan.ReadImage;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanListener;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.server.jobs.Taken;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.SignatureSearch;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides on an image whose facts are known, signs the decision and stores it. What is signed
/// rests on what is known of the asset; when another scan of it stored something meanwhile, it is
/// decided again.
@Singleton
class Decision {
  private static final int TRIES = 5;

  private final ProjectRules rules;
  private final Advisories advisories;
  private final Keys keys;
  private final FileBlobStore blobs;
  private final Database database;
  private final ScanStore store;
  private final InstantSource clock;

  Decision(
      ProjectRules rules,
      Advisories advisories,
      Keys keys,
      FileBlobStore blobs,
      Database database,
      ScanStore store,
      InstantSource clock) {
    this.rules = rules;
    this.advisories = advisories;
    this.keys = keys;
    this.blobs = blobs;
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  /// A scan with all that is kept of it.
  ///
  /// @param envelope the certificate, signed
  /// @param report the JSON report
  record Decided(
      ScanResult result,
      Known before,
      SignedCertificate certificate,
      String envelope,
      String report,
      Digest reportDigest,
      Digest cyclonedx,
      Digest spdx) {}

  /// @throws dev.seaworthy.server.jobs.LostJobException when the job is another worker's
  void decide(Taken job, ReadImage image) throws IOException {
    boolean stored = false;
    for (int tried = 0; !stored && tried < TRIES; tried++) {
      stored = store.store(job, image.source(), decided(job, image));
    }
    if (!stored) {
      throw new SeaworthyException(
          SurveyError.CHILD_FAILED, "other scans of the same asset went before, again and again");
    }
  }

  private Decided decided(Taken job, ReadImage image) throws IOException {
    ProjectRules.Rules laid = rules.of(job.project());
    Policy policy = BuiltInPolicies.named(laid.policy());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    AssetClass asset = AssetClass.of(laid.boundary(), image.source(), image.summary().name());
    Digest digest = image.summary().manifestDigest().orElseThrow();
    Known known = database.onSnapshot(tx -> Known.of(tx, asset, digest));
    @Nullable SignedCertificate previous = previous(known);
    ScanResult result;
    try (AdvisoryDatabase open = advisories.open()) {
      result =
          Scan.judge(
              image,
              open,
              new Judgement(
                  policy,
                  laid.boundary(),
                  now,
                  known.ledger().detections(),
                  List.of(),
                  circumstances(policy, previous, digest).formerly(known.ledger().formerly()),
                  true),
              ScanListener.NONE);
    }
    Signer signer = keys.signer();
    Certificate certificate =
        Certifying.certificate(
            result,
            new Certifying.Terms(
                "seaworthy " + ProductVersion.text(),
                "",
                signer.cryptography(),
                previous == null ? null : Certifying.Preceding.of(previous, policy),
                DeclaredFacts.NONE,
                signer.notAfter().orElse(null),
                now,
                List.of(),
                List.of()));
    byte[] envelope = SignedCertificate.sign(certificate, List.of(signer)).toJson();
    String version = ProductVersion.text();
    String report = text(new JsonPresenter(version), result);
    return new Decided(
        result,
        known,
        SignedCertificate.read(
            envelope, List.of(signer.verification()), "the new certificate", Limits.defaults()),
        new String(envelope, StandardCharsets.UTF_8),
        report,
        keep(report),
        keep(text(new SbomPresenter(SbomPresenter.Format.CYCLONEDX, version, null), result)),
        keep(text(new SbomPresenter(SbomPresenter.Format.SPDX, version, null), result)));
  }

  private static Circumstances circumstances(
      Policy policy, @Nullable SignedCertificate previous, Digest image) {
    return new Circumstances(
        null,
        java.util.Map.of(),
        null,
        "",
        SignatureSearch.NONE,
        DeclaredFacts.NONE,
        previous == null
            ? null
            : Certifying.predecessor(previous.certificate(), policy, Optional.of(image)),
        List.of());
  }

  /// What the database holds counts for nothing unless a trusted key signed it.
  private @Nullable SignedCertificate previous(Known known) {
    if (known.previous().isEmpty()) {
      return null;
    }
    try {
      return SignedCertificate.read(
          known.previous().getBytes(StandardCharsets.UTF_8),
          keys.trusted(),
          "the certificate before",
          Limits.defaults());
    } catch (SeaworthyException e) {
      return null;
    }
  }

  private static String text(Presenter presenter, ScanResult result) throws IOException {
    StringWriter out = new StringWriter();
    presenter.present(result, out);
    return out.toString();
  }

  /// Before the transaction: a blob that nothing names does no harm, a name without a blob does.
  private Digest keep(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Digest digest = Digest.sha256(bytes);
    if (blobs.size(digest).isEmpty()) {
      blobs.put(digest, new ByteArrayInputStream(bytes), bytes.length);
    }
    return digest;
  }
}
