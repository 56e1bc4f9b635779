package dev.seaworthy.cli.command;

import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.scan.ScanLedger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which ledger a command writes to.
final class LedgerOption {

  private static final String NONE = "none";

  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description = {
        "Record it in this ledger; none for no ledger (default: this installation's own)."
      })
  private @Nullable String ledger;

  /// Where it lies; empty when none is wanted.
  Optional<Path> folder(Surroundings surroundings) {
    if (ledger == null) {
      return Optional.of(new Places(surroundings).ledger());
    }
    return ledger.equals(NONE) ? Optional.empty() : Optional.of(Path.of(ledger));
  }

  /// The ledger, made now if there is none; the caller closes it.
  static ScanLedger open(Path folder, Surroundings surroundings) {
    return ScanLedger.openOrCreate(folder, UUID.randomUUID().toString(), surroundings.clock());
  }
}
