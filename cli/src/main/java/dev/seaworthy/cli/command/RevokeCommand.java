package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.signing.Signer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy revoke`: takes certificates back, in a signed and dated list.
@Command(
    name = "revoke",
    header = "Take certificates back, in a signed list with a date.",
    description = {
      "",
      "Adds them to the list and signs it anew. Without a certificate the list is only",
      "dated and signed again, so that gates see that nothing was added."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy revoke [OPTIONS] --list FILE [CERTIFICATE...]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy revoke --list revoked.json --reason \"built from a stolen key\" cart.json",
      "  seaworthy verify --revocations revoked.json --image sha256:… cart.json",
    })
final class RevokeCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(
      arity = "0..*",
      paramLabel = "CERTIFICATE",
      description = "The certificates, as files.")
  private List<Path> certificates = new ArrayList<>();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      required = true,
      description = "The list; made when it isn't there.")
  private Path list = Path.of("");

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why they are taken back.")
  private String reason = "";

  @Mixin private SignerOption keys = new SignerOption();

  @Mixin private TrustOption trust = new TrustOption();

  @Mixin private KeylessTrustOption keyless = new KeylessTrustOption();

  @Mixin private LedgerOption ledger = new LedgerOption();

  RevokeCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    if (!certificates.isEmpty() && reason.isBlank()) {
      throw new SeaworthyException(
          CliError.USAGE, "--reason is missing", "Say why they are taken back.", null);
    }
    Signer signer = keys.signer(surroundings);
    TrustedKeys known = trust.keys(surroundings, keys.profile(), List.of(signer));
    keyless.prepare(surroundings, keys.profile(), true);
    CertificateReading reading = new CertificateReading(known, keyless);
    Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Map<Digest, String> reasons = new TreeMap<>();
    for (Path certificate : certificates) {
      reasons.put(reading.read(certificate).digest(), reason);
    }
    RevocationList.Added added =
        new RevocationList(list, List.of(signer), known, surroundings)
            .add(reasons, now, this::record);
    out.println(
        "%s certificates are taken back, %s of them now; the list is of %s"
            .formatted(added.all(), added.fresh().size(), now));
    return SeaworthyCommand.done();
  }

  /// Before the list is given out, as with certificates.
  private void record(Set<Digest> fresh) {
    ledger
        .folder(surroundings)
        .filter(folder -> !fresh.isEmpty())
        .ifPresent(folder -> {
          try (ScanLedger open = LedgerOption.open(folder, surroundings)) {
            fresh.forEach(certificate -> open.revoked(certificate, reason));
          }
        });
  }
}
