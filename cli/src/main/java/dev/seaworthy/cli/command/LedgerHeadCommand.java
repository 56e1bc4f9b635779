package dev.seaworthy.cli.command;

import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.ledger.Head;
import dev.seaworthy.ledger.Ledger;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy ledger head`: how far the ledger reaches, signed.
@Command(
    name = "head",
    header = "Sign how far the ledger reaches now.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy ledger head [OPTIONS] --out FILE",
    optionListHeading = "%nOptions:%n")
final class LedgerHeadCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Mixin private LedgerPlace place = new LedgerPlace();

  @Mixin private SignerOption keys = new SignerOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the signed head goes. Keep it where nobody can write who writes here.")
  private Path file = Path.of("");

  LedgerHeadCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<OutputRequest> requests =
        OutputRequest.parse(List.of("json=" + file), List.of(OutputFormat.JSON));
    Head head;
    try (Ledger ledger = Ledger.open(place.folder(surroundings), surroundings.clock())) {
      head = ledger.head();
    }
    String envelope =
        new String(head.signed(keys.signer(surroundings)).toJson(), StandardCharsets.UTF_8);
    new Outputs(requests, surroundings.out()).write((format, writer) -> writer.write(envelope));
    out.println("head of ledger %s: record %s".formatted(head.ledger(), head.sequence()));
    return SeaworthyCommand.done();
  }
}
