package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.DeviationFile;
import dev.seaworthy.verdict.People;
import dev.seaworthy.verdict.PeopleFile;
import dev.seaworthy.verdict.VerdictError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which deviations count, and whose signatures.
final class DeviationOptions {

  @Option(
      names = "--deviations",
      paramLabel = "DIR",
      description = "The deviations that may count (default: .seaworthy/deviations, if there).")
  private @Nullable Path folder;

  @Option(
      names = "--people",
      paramLabel = "FILE",
      description = {
        "Who may ask for, endorse and record deviations, with their keys (default:",
        ".seaworthy/people.yaml, if there)."
      })
  private @Nullable Path people;

  /// Every deviation of the folder, checked; none where there is no folder.
  ///
  /// @throws SeaworthyException [VerdictError#BAD_DEVIATION], [VerdictError#BAD_PEOPLE],
  ///   [dev.seaworthy.cli.process.CliError#READING_FAILED]
  List<Deviation> deviations(Surroundings surroundings) {
    List<Path> files = files(surroundings);
    if (files.isEmpty()) {
      return List.of();
    }
    People known = people(surroundings);
    Set<String> ids = new HashSet<>();
    List<Deviation> deviations = new ArrayList<>();
    for (Path file : files) {
      Deviation deviation = read(file).verified(known, Limits.defaults());
      if (!ids.add(deviation.request().id())) {
        throw new SeaworthyException(
            VerdictError.BAD_DEVIATION,
            "%s: another file has the id %s too".formatted(file, deviation.request().id()));
      }
      deviations.add(deviation);
    }
    return deviations;
  }

  /// The deviation of one file.
  static DeviationFile read(Path file) {
    return DeviationFile.read(
        InputFiles.bytes(file, Limits.defaults()), file.toString(), Limits.defaults());
  }

  /// Who may do what; nobody where no file says so.
  private People people(Surroundings surroundings) {
    Path file = people;
    if (file == null) {
      file = new Places(surroundings).project().resolve("people.yaml");
      if (!Files.exists(file)) {
        return People.NONE;
      }
    }
    return PeopleFile.read(InputFiles.bytes(file, Limits.defaults()), file, Limits.defaults());
  }

  /// Where the project keeps its own.
  static Path folder(Surroundings surroundings) {
    return new Places(surroundings).project().resolve("deviations");
  }

  private List<Path> files(Surroundings surroundings) {
    Path from = folder;
    if (from == null) {
      from = folder(surroundings);
      if (!Files.isDirectory(from)) {
        return List.of();
      }
    }
    try (Stream<Path> all = Files.list(from)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(from, e);
    }
  }
}
