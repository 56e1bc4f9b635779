package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.Limits;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.TablePresenter;
import dev.seaworthy.cli.report.TablePresenter.Extent;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.scan.Certifying.Preceding;
import dev.seaworthy.scan.Judgement;
import dev.seaworthy.scan.ReadImage;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.scan.ScanLedger.Known;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy certify`: one image in, one signed decision with a date on it out.
@Command(
    name = "certify",
    header = "Scan an image and sign the decision, with a date on it.",
    description = {
      "",
      "Scans as seaworthy scan does and writes the verdict as a signed certificate. A",
      "refusal is signed too, and opens no gate. Ends with 0 when the image is cleared",
      "and with 1 when it is refused."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy certify [OPTIONS] --out FILE TARGET",
    parameterListHeading = "%nTarget:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy certify --out cart.json registry.example/shop/cart:1.8",
      "  seaworthy certify --policy fedramp --key ci.pem --previous last.json \\",
      "      --out cart.json oci-archive:cart.tar",
    })
final class CertifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter err;

  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private PolicyOption policies = new PolicyOption();
  @Mixin private ChannelOptions channels = new ChannelOptions();
  @Mixin private CircumstanceOptions circumstances = new CircumstanceOptions();
  @Mixin private InspectionOptions inspections = new InspectionOptions();
  @Mixin private ImageKeyOption imageKeys = new ImageKeyOption();
  @Mixin private DeviationOptions deviations = new DeviationOptions();
  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the certificate goes.")
  private Path out = Path.of("");

  @Option(
      names = "--boundary",
      paramLabel = "NAME",
      description = "The system that the image is part of.")
  private String boundary = "";

  @Mixin private SigningOptions signing = new SigningOptions();

  @Mixin private KeylessSignerOption keylessSigner = new KeylessSignerOption();

  @Mixin private KeylessTrustOption keyless = new KeylessTrustOption();

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = {
        "The asset's certificate before this one: the clocks of its findings go on.",
        "Without it every finding counts as first seen now."
      })
  private @Nullable Path previous;

  @Mixin private LedgerOption ledger = new LedgerOption();

  @Mixin private ManualStepOptions manual = new ManualStepOptions();

  @Mixin private StoreOption store = new StoreOption();

  @Option(
      names = "--formerly",
      paramLabel = "NAME",
      description = {
        "A name that the image had before, as HOST/REPOSITORY[:TAG]: its clocks go on. Once",
        "is enough for what is found then; the ledger has it. Repeatable. Under whatever",
        "name this very image was certified is known anyway."
      })
  private List<String> formerly = new ArrayList<>();

  @Option(
      names = "--trust",
      paramLabel = "KEY",
      description = {
        "Trust this public key for the certificate before. Repeatable (default: the keys",
        "that sign)."
      })
  private List<String> trusted = new ArrayList<>();

  CertifyCommand(Surroundings surroundings, PrintWriter err) {
    this.surroundings = surroundings;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    List<OutputRequest> requests =
        OutputRequest.parse(List.of("json=" + out), List.of(OutputFormat.JSON));
    Certifying.requireManifest(target.source());
    List<Signer> signers = signers();
    SignedCertificate before = before(signers);
    Policy policy =
        imageKeys.applied(
            inspections.applied(policies.policy(surroundings).subscribing(channels.names())));
    DeclaredFacts facts = circumstances.facts();
    Judged judged = scan(policy, facts, before, lasting(signers));
    ScanResult result = judged.result();
    Certificate certificate =
        Certifying.certificate(result, terms(signers, before, policy, facts, judged.kept()));
    byte[] signed = SignedCertificate.sign(certificate, signers).toJson();
    byte[] sealed = keylessSigner.sealed(signed);
    record(signed, signers, judged);
    store
        .store(surroundings)
        .ifPresent(kept -> kept.keep(sealed, SignedCertificate.digestOf(certificate)));
    new Outputs(requests, surroundings.out())
        .write((format, writer) -> writer.write(new String(sealed, StandardCharsets.UTF_8)));
    if (!show.isQuiet()) {
      summarise(result, certificate, signers);
    }
    return ExitCode.of(result.verdict());
  }

  private List<Signer> signers() {
    return keylessSigner.isAsked()
        ? keylessSigner.signers(
            surroundings, keyless, signing.profile(), signing.timestampsOrNull(), signing.hasKeys())
        : signing.signers(surroundings);
  }

  /// A scan, what the ledger knew of the image, the deviations that were read, and how the
  /// certificate names what was kept of it.
  private record Judged(
      ScanResult result, Known known, List<Deviation> deviations, List<DatedDigest> kept) {}

  /// A key that signs the next time too; a keyless one is gone by then.
  private @Nullable Signer lasting(List<Signer> signers) {
    return keylessSigner.isAsked() ? null : signers.getFirst();
  }

  private Judged scan(
      Policy policy,
      DeclaredFacts facts,
      @Nullable SignedCertificate before,
      @Nullable Signer lasting) {
    Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    List<Deviation> read = deviations.deviations(surroundings);
    try (TargetOptions.OpenJars jars = target.openJars();
        AdvisoryDatabase advisories = database.open(surroundings);
        InspectionOptions.Open looking =
            inspections.open(surroundings, policy, advisories, target);
        Progress progress = show.progress(surroundings, err)) {
      ReadImage image =
          Scan.read(
              target
                  .request(surroundings, jars.index(), looking.inspectors(), err)
                  .lookingBy(
                      imageKeys.look(
                          surroundings,
                          policy,
                          signing.profile(),
                          target.opening(surroundings).limits())),
              progress);
      Known known = known(image, read, lasting);
      List<Deviation> claimed = known.held(read);
      Circumstances around =
          circumstances
              .circumstances(
                  facts,
                  before == null
                      ? null
                      : Certifying.predecessor(
                          before.certificate(), policy, image.summary().manifestDigest()))
              .formerly(known.formerly())
              .withManualSteps(manual.steps());
      Judgement judgement =
          new Judgement(policy, boundary, now, detections(known, before), claimed, around, false);
      ScanResult result = Scan.judge(image, advisories, judgement, progress);
      return new Judged(
          result,
          known,
          claimed,
          store
              .store(surroundings)
              .map(keeping -> keeping.keep(image, result.verdict(), around))
              .orElse(List.of()));
    }
  }

  private static Map<FindingId, Instant> detections(
      Known known, @Nullable SignedCertificate before) {
    return known.detectionsWith(
        before == null ? Map.of() : Certifying.detections(before.certificate()));
  }

  private Certifying.Terms terms(
      List<Signer> signers,
      @Nullable SignedCertificate before,
      Policy policy,
      DeclaredFacts facts,
      List<DatedDigest> kept) {
    return new Certifying.Terms(
        "seaworthy " + ProductVersion.text(),
        circumstances.builder(),
        SigningOptions.words(signers),
        before == null ? null : Preceding.of(before, policy),
        facts,
        SigningOptions.end(signers).orElse(null),
        surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS),
        kept,
        manual.steps());
  }

  private void summarise(ScanResult result, Certificate certificate, List<Signer> signers)
      throws IOException {
    StringWriter summary = new StringWriter();
    new TablePresenter(show.inkOnStandardError(surroundings), Extent.SUMMARY)
        .present(result, summary);
    err.print(summary);
    err.println(
        "certificate %s, signed by %s, holds through %s: %s"
            .formatted(
                out,
                signers.stream()
                    .map(signer -> signer.verification().toString())
                    .collect(Collectors.joining(" and ")),
                certificate.validUntil(),
                certificate.endsBecause()));
  }

  private Known known(ReadImage image, List<Deviation> claimed, @Nullable Signer lasting) {
    List<AssetClass> renamed =
        formerly.stream()
            .map(name -> AssetClass.of(boundary, ImageSources.parse(name), name))
            .toList();
    return ledger
        .folder(surroundings)
        .map(folder ->
            ScanLedger.known(
                folder,
                AssetClass.of(boundary, image.source(), image.summary().name()),
                image.summary().manifestDigest().orElseThrow(),
                renamed,
                claimed,
                lasting))
        .orElseGet(() -> new Known(Map.of(), renamed));
  }

  /// Before the certificate is given out: what isn't on record isn't issued.
  private void record(byte[] envelope, List<Signer> signers, Judged judged) {
    Path folder = ledger.folder(surroundings).orElse(null);
    if (folder == null) {
      return;
    }
    SignedCertificate signed =
        SignedCertificate.read(
            envelope,
            signers.stream().map(Signer::verification).toList(),
            out.toString(),
            Limits.defaults());
    try (ScanLedger open = LedgerOption.open(folder, surroundings)) {
      open.record(signed, judged.known(), judged.deviations());
    }
  }

  private @Nullable SignedCertificate before(List<Signer> signers) {
    if (previous == null) {
      return null;
    }
    String what = previous.toString();
    CryptographyProfile profile = signing.profile();
    if (keyless.isIdentityAsked()) {
      keyless.prepare(surroundings, profile, true);
    }
    Limits limits = Limits.defaults();
    OpenedDocument opened = keyless.open(InputFiles.bytes(previous, limits), what);
    return SignedCertificate.read(
        opened.envelope(),
        opened.keysOr(() ->
            trusted.isEmpty()
                ? signers.stream().map(Signer::verification).collect(Collectors.toSet())
                : new CertificateKeys(surroundings, profile)
                    .trust(trusted)
                    .keysFor(opened.envelope(), what, limits, surroundings.clock().instant())),
        what,
        limits);
  }
}
