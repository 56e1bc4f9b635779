package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.cli.command.KeptCertificates.Found;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.ReevaluationReport;
import dev.seaworthy.cli.report.ReevaluationReport.Entry;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.scan.SurveyStore;
import dev.seaworthy.signing.Signer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy reevaluate`: holds what was kept of images against newer data, without the images.
@Command(
    name = "reevaluate",
    header = "Decide certificates again on newer data, without their images.",
    description = {
      "",
      "Holds the inventory that certify kept against today's advisory data, deviations",
      "and clock. May refuse or shorten; lengthens nothing unless the policy says who",
      "accepted that (acceptReevaluation), and then for findings in packages alone. A",
      "certificate that says anything new is signed, recorded and kept. Ends with 0 when",
      "every image is cleared, and with 1 when one is refused or couldn't be judged."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = {
      "seaworthy reevaluate [OPTIONS] CERTIFICATE|IMAGE...",
      "  seaworthy reevaluate [OPTIONS] --all"
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy reevaluate --out cart.json cart.json",
      "  seaworthy reevaluate --all --revocations revoked.json --out certificates/",
    })
final class ReevaluateCommand implements Callable<Integer> {

  private static final List<OutputFormat> FORMATS = List.of(OutputFormat.TABLE, OutputFormat.JSON);

  private final Surroundings surroundings;
  private final PrintWriter err;

  @Parameters(
      arity = "0..*",
      paramLabel = "CERTIFICATE|IMAGE",
      description = "Certificates as files, or images by name or digest.")
  private List<String> wanted = new ArrayList<>();

  @Option(names = "--all", description = "The latest certificate of every image that is kept here.")
  private boolean isAll;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = {
        "Where a new certificate goes: a file, or a directory with one file for each image.",
        "It is kept in the store anyway."
      })
  private @Nullable Path out;

  @Option(
      names = "--policy",
      paramLabel = "NAME|FILE",
      description = "Decide by this policy; it must ask no less (default: the certificate's own).")
  private @Nullable String policy;

  @Option(
      names = "--revocations",
      paramLabel = "FILE",
      description = "Take certificates back that say more than is so, in this signed list.")
  private @Nullable Path revocations;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      description = {
        "Write what changed in this format: table or json; to standard output without",
        "FILE. Repeatable (default: table)."
      })
  private List<String> outputs = new ArrayList<>();

  @Option(names = "--details", description = "Show what didn't change, too.")
  private boolean isDetailed;

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private DeviationOptions deviations = new DeviationOptions();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private LedgerOption ledger = new LedgerOption();
  @Mixin private SigningOptions signing = new SigningOptions();
  @Mixin private TrustOption trust = new TrustOption();
  @Mixin private KeylessTrustOption keyless = new KeylessTrustOption();
  @Mixin private ShowOptions show = new ShowOptions();

  ReevaluateCommand(Surroundings surroundings, PrintWriter err) {
    this.surroundings = surroundings;
    this.err = err;
  }

  @Override
  public Integer call() {
    requireOneChoice();
    List<OutputRequest> requests =
        OutputRequest.parse(outputs.isEmpty() ? List.of("table") : outputs, FORMATS);
    Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    List<Signer> signers = signing.signers(surroundings);
    TrustedKeys trusted = trust.keys(surroundings, signing.profile(), signers);
    keyless.prepare(surroundings, signing.profile(), true);
    SurveyStore kept = store.place(surroundings);
    KeptCertificates certificates =
        new KeptCertificates(
            kept,
            new CertificateReading(trusted, keyless),
            ledger.folder(surroundings).orElse(null));
    List<Entry> entries = new ArrayList<>();
    Found found = found(certificates, now);
    found.unread().forEach((file, problem) -> entries.add(Reevaluator.unread(file, problem)));
    List<SignedCertificate> chosen = found.latest();
    int ended = found.ended();
    Digest data;
    try (AdvisoryDatabase advisories = database.open(surroundings);
        Progress progress = show.progress(surroundings, err)) {
      data = advisories.info().digest();
      Reevaluator reevaluator =
          new Reevaluator(
              kept,
              certificates,
              ledger.folder(surroundings).orElse(null),
              advisories,
              policy == null ? null : PolicyOption.policy(policy),
              deviations.deviations(surroundings),
              signers,
              new Reevaluator.Place(out, isAll || chosen.size() > 1),
              surroundings,
              now);
      Set<Digest> revoked = revoked(trusted);
      int done = 0;
      for (SignedCertificate each : chosen) {
        if (isAll && reevaluator.hasEnded(each)) {
          ended++;
          continue;
        }
        done++;
        progress.step(
            "re-evaluating %s of %s: %s"
                .formatted(done, chosen.size(), each.certificate().asset()));
        entries.add(reevaluator.judge(each, revoked));
      }
    }
    revoke(sayingMore(entries, now), signers, trusted, now);
    entries.sort(
        Comparator.comparing((Entry entry) -> !entry.isRefused())
            .thenComparing(entry -> entry.asset().toString()));
    write(
        new ReevaluationReport(
            now, data, marked(entries), ended, show.ink(surroundings), isDetailed),
        requests);
    return entries.stream().anyMatch(Entry::isRefused) ? ExitCode.REFUSED : ExitCode.CLEARED;
  }

  private void write(ReevaluationReport report, List<OutputRequest> requests) {
    new Outputs(requests, surroundings.out())
        .write((format, writer) ->
            writer.write(format == OutputFormat.JSON ? report.json() : report.table()));
  }

  private void requireOneChoice() {
    if (isAll == !wanted.isEmpty()) {
      throw new SeaworthyException(
          CliError.USAGE,
          isAll ? "both --all and certificates were given" : "no certificate was given",
          "Give certificates or images, or --all.",
          null);
    }
  }

  private Found found(KeptCertificates certificates, Instant now) {
    return isAll
        ? certificates.latest(now)
        : new Found(
            wanted.stream().flatMap(each -> certificates.named(each).stream()).distinct().toList(),
            Map.of(),
            0);
  }

  /// What was taken back is not given out again under another date.
  private Set<Digest> revoked(TrustedKeys trusted) {
    Set<Digest> revoked = new HashSet<>();
    ledger.folder(surroundings).ifPresent(folder -> revoked.addAll(ScanLedger.revoked(folder)));
    if (revocations != null) {
      revoked.addAll(RevocationList.named(revocations, trusted));
    }
    return revoked;
  }

  private void revoke(
      Map<Digest, String> less, List<Signer> signers, TrustedKeys trusted, Instant now) {
    if (less.isEmpty()) {
      return;
    }
    if (revocations != null) {
      new RevocationList(revocations, signers, trusted, surroundings)
          .add(less, now, fresh -> recordRevoked(fresh, less));
      return;
    }
    String names =
        new TreeSet<>(less.keySet())
            .stream().map(KeptCertificates::shortened).collect(Collectors.joining(", "));
    err.println(
        "%s (%s), and would open a gate still. Take back: --revocations FILE"
            .formatted(
                less.size() == 1
                    ? "1 certificate says more than is so"
                    : less.size() + " certificates say more than is so",
                Text.shorten(names, 200)));
  }

  private void recordRevoked(Set<Digest> fresh, Map<Digest, String> reasons) {
    Path folder = ledger.folder(surroundings).orElse(null);
    if (folder == null || fresh.isEmpty()) {
      return;
    }
    try (ScanLedger open = LedgerOption.open(folder, surroundings)) {
      fresh.forEach(digest -> open.revoked(digest, reasons.getOrDefault(digest, "")));
    }
  }

  /// What says more than is so, with the reason why it should be taken back.
  private static Map<Digest, String> sayingMore(List<Entry> entries, Instant now) {
    Map<Digest, String> more = new TreeMap<>();
    for (Entry entry : entries) {
      String reason =
          "re-evaluated at %s: %s, %s"
              .formatted(
                  now,
                  entry.words(),
                  entry.reasons().isEmpty() ? entry.problem() : String.join(", ", entry.reasons()));
      entry.sayingMore().forEach(digest -> more.put(digest, reason));
    }
    return more;
  }

  private List<Entry> marked(List<Entry> entries) {
    return revocations == null ? entries : entries.stream().map(Entry::asRevoked).toList();
  }
}
