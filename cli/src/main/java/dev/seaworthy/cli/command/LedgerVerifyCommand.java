package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.ledger.Head;
import dev.seaworthy.ledger.LedgerFault;
import dev.seaworthy.ledger.LedgerVerifier;
import dev.seaworthy.ledger.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy ledger verify`: whether the ledger is what was recorded.
@Command(
    name = "verify",
    header = "Say whether the ledger is still what was recorded.",
    description = {
      "",
      "Needs no network. Ends with 0 when nothing is wrong and with 1 and each fault",
      "when something is. Without a head from elsewhere, a tail that was cut off can't",
      "be told from the truth."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy ledger verify [OPTIONS]",
    optionListHeading = "%nOptions:%n")
final class LedgerVerifyCommand implements Callable<Integer> {

  private static final int FAULTS_MAX = 100;

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Mixin private LedgerPlace place = new LedgerPlace();

  @Option(
      names = "--head",
      paramLabel = "FILE",
      description = "A signed head that was kept elsewhere. Repeatable.")
  private List<Path> heads = new ArrayList<>();

  @Mixin private TrustOption trust = new TrustOption();

  LedgerVerifyCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    TrustedKeys keys = trust.keys(surroundings);
    List<Head> signed =
        heads.stream()
            .map(file -> {
              byte[] envelope = InputFiles.bytes(file, Limits.defaults());
              return Head.verified(envelope, keys.of(envelope), file.toString(), Limits.defaults());
            })
            .toList();
    Verification verification;
    try (ExecutorService executor =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      verification = LedgerVerifier.verify(place.folder(surroundings), signed, executor);
    }
    out.println("ledger %s  %s records".formatted(verification.ledger(), verification.records()));
    for (LedgerFault fault :
        verification.faults().subList(0, Math.min(FAULTS_MAX, verification.faults().size()))) {
      out.println("  " + fault.text());
    }
    if (verification.faults().size() > FAULTS_MAX) {
      out.println("  … and %s more faults".formatted(verification.faults().size() - FAULTS_MAX));
    }
    if (verification.isWhole()) {
      out.println(
          signed.isEmpty()
              ? "  the chain is whole; no head says how far it reached (give one with --head)"
              : "  the chain is whole; a head vouches for it up to record "
                  + verification.signed());
    }
    return verification.isWhole() ? ExitCode.CLEARED : ExitCode.REFUSED;
  }
}
