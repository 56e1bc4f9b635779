package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.TablePresenter;
import dev.seaworthy.cli.report.TablePresenter.Extent;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.scan.Judgement;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.scan.ScanLedger.Known;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.AssetClass;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private static final String NO_LEDGER = "none";

  private final Surroundings surroundings;
  private final PrintWriter err;

  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private PolicyOption policies = new PolicyOption();
  @Mixin private ChannelOptions channels = new ChannelOptions();
  @Mixin private CircumstanceOptions circumstances = new CircumstanceOptions();
  @Mixin private InspectionOptions inspections = new InspectionOptions();
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

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = {
        "Sign with this key: a PEM file with its public part beside it as FILE.pub,",
        "pkcs11:… or vault:… Repeatable: each signs (default: this installation's own key,",
        "made when it is first needed)."
      })
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--chain",
      paramLabel = "FILE",
      description = {
        "The certificates (PEM) that lead from the first key to its root, its own first.",
        "They go into the envelope."
      })
  private @Nullable Path chain;

  @Option(
      names = "--timestamp",
      paramLabel = "ADDRESS",
      description = "Have that signature timestamped by this authority (RFC 3161).")
  private @Nullable String timestamps;

  @Mixin private CryptographyOption cryptography = new CryptographyOption();

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = {
        "The asset's certificate before this one: the clocks of its findings go on.",
        "Without it every finding counts as first seen now."
      })
  private @Nullable Path previous;

  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description = {
        "Record it in this ledger, and take from it when findings were first seen; none",
        "for no ledger (default: this installation's own)."
      })
  private @Nullable String ledger;

  @Option(
      names = "--formerly",
      paramLabel = "NAME",
      description = {
        "A name that the image had before, as HOST/REPOSITORY[:TAG]: its clocks go on.",
        "Repeatable. Under whatever name this very image was certified is known anyway."
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
    List<Signer> signers =
        new CertificateKeys(surroundings, cryptography.profile()).signers(keys, chain, timestamps);
    SignedCertificate before = before(signers);
    TargetOptions.Identity image = target.identity(surroundings);
    Known known = known(image);
    Policy policy =
        inspections.applied(policies.policy(surroundings).subscribing(channels.names()));
    DeclaredFacts facts = circumstances.facts();
    ScanResult result = scan(policy, judgement(policy, facts, before, known));
    requireSame(image, result);
    Certificate certificate = Certifying.certificate(result, terms(signers, before, facts));
    byte[] signed = SignedCertificate.sign(certificate, signers).toJson();
    record(signed, signers, known);
    String envelope = new String(signed, StandardCharsets.UTF_8);
    new Outputs(requests, surroundings.out()).write((format, writer) -> writer.write(envelope));
    if (!show.isQuiet()) {
      summarise(result, certificate, signers);
    }
    return ExitCode.of(result.verdict());
  }

  private Judgement judgement(
      Policy policy, DeclaredFacts facts, @Nullable SignedCertificate before, Known known) {
    Map<FindingId, Instant> detections = new HashMap<>(known.detections());
    if (before != null) {
      Certifying.detections(before.certificate())
          .forEach((finding, first) ->
              detections.merge(finding, first, (one, other) -> one.isBefore(other) ? one : other));
    }
    return new Judgement(
        policy,
        boundary,
        surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS),
        detections,
        deviations.deviations(),
        circumstances
            .circumstances(
                facts, before == null ? null : Certifying.predecessor(before.certificate(), policy))
            .formerly(known.formerly()),
        false);
  }

  private ScanResult scan(Policy policy, Judgement judgement) {
    try (TargetOptions.OpenJars jars = target.openJars();
        AdvisoryDatabase advisories = database.open(surroundings);
        InspectionOptions.Open looking = inspections.open(surroundings, policy, advisories);
        Progress progress = show.progress(surroundings, err)) {
      return Scan.run(
          target.request(surroundings, jars.index(), looking.inspectors(), err),
          advisories,
          judgement,
          progress);
    }
  }

  private Certifying.Terms terms(
      List<Signer> signers, @Nullable SignedCertificate before, DeclaredFacts facts) {
    return new Certifying.Terms(
        "seaworthy " + ProductVersion.text(),
        circumstances.builder(),
        signers.stream().map(Signer::cryptography).collect(Collectors.joining(", ")),
        before,
        facts,
        signers.stream()
            .flatMap(signer -> signer.notAfter().stream())
            .min(Comparator.naturalOrder())
            .orElse(null),
        surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS));
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

  private @Nullable Path ledgerFolder() {
    if (ledger == null) {
      return new Places(surroundings).ledger();
    }
    return ledger.equals(NO_LEDGER) ? null : Path.of(ledger);
  }

  private Known known(TargetOptions.Identity image) {
    List<AssetClass> renamed =
        formerly.stream().map(name -> new AssetClass(boundary, name)).toList();
    Path folder = ledgerFolder();
    return folder == null
        ? new Known(Map.of(), renamed)
        : ScanLedger.known(
            folder,
            AssetClass.of(boundary, target.source(), image.name()),
            image.manifest(),
            renamed);
  }

  /// A tag may move while its image is read; then the ledger was asked about another one.
  private static void requireSame(TargetOptions.Identity image, ScanResult result) {
    if (!result.image().manifestDigest().filter(image.manifest()::equals).isPresent()) {
      throw new SeaworthyException(
          CertificateError.OTHER_SUBJECT,
          "the name stood for %s when certifying began, and for another image since"
              .formatted(image.manifest()),
          "Certify it again, best by its digest.",
          null);
    }
  }

  /// Before the certificate is given out: what isn't on record isn't issued.
  private void record(byte[] envelope, List<Signer> signers, Known known) {
    Path folder = ledgerFolder();
    if (folder == null) {
      return;
    }
    SignedCertificate signed =
        SignedCertificate.read(
            envelope,
            signers.stream().map(Signer::verification).toList(),
            out.toString(),
            Limits.defaults());
    try (ScanLedger open =
        ScanLedger.openOrCreate(folder, UUID.randomUUID().toString(), surroundings.clock())) {
      open.record(signed, known);
    }
  }

  private @Nullable SignedCertificate before(List<Signer> signers) {
    if (previous == null) {
      return null;
    }
    byte[] envelope = InputFiles.bytes(previous, Limits.defaults());
    Limits limits = Limits.defaults();
    return SignedCertificate.read(
        envelope,
        trusted.isEmpty()
            ? signers.stream().map(Signer::verification).toList()
            : new CertificateKeys(surroundings, cryptography.profile())
                .trust(trusted)
                .keysFor(envelope, previous.toString(), limits, surroundings.clock().instant()),
        previous.toString(),
        limits);
  }
}
