package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.scan.SurveyStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where inventories are kept.
final class StoreOption {

  private static final String NONE = "none";

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = {
        "Where what certificates rest on is kept; none to keep nothing (default: this",
        "installation's own). Without it nothing can be re-evaluated."
      })
  private @Nullable String store;

  /// The store; empty when nothing is to be kept.
  Optional<SurveyStore> store(Surroundings surroundings) {
    return NONE.equals(store) ? Optional.empty() : Optional.of(place(surroundings));
  }

  /// The store that is to be read.
  SurveyStore place(Surroundings surroundings) {
    Path folder = store == null ? new Places(surroundings).surveys() : Path.of(store);
    return new SurveyStore(folder, Limits.defaults());
  }
}
