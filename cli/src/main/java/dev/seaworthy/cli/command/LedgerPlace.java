package dev.seaworthy.cli.command;

import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which ledger is meant.
final class LedgerPlace {

  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description = "The ledger (default: this installation's own).")
  private @Nullable Path folder;

  Path folder(Surroundings surroundings) {
    return folder == null ? new Places(surroundings).ledger() : folder;
  }
}
