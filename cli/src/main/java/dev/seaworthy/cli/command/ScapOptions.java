package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ScapProcesses;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.inspection.scap.ImportedResults;
import dev.seaworthy.inspection.scap.ScapContent;
import dev.seaworthy.scan.inspect.Inspector;
import dev.seaworthy.scan.inspect.ScapInspector;
import dev.seaworthy.scan.inspect.ScapResultsInspector;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which SCAP checks are made, or where their results come from.
final class ScapOptions {

  /// What [InspectionOptions] calls it in `--inspect`.
  static final String WORD = "scap";

  @Option(
      names = "--scap-content",
      paramLabel = "PATH",
      description = {
        "A SCAP data stream, or a folder with those of the",
        "SCAP Security Guide (default: what is installed).",
        "Implies --inspect scap."
      })
  private @Nullable Path content;

  @Option(
      names = "--scap-profile",
      paramLabel = "ID",
      description = {
        "Its profile, with or without the guide's prefix",
        "(default: standard). Implies --inspect scap."
      })
  private @Nullable String profile;

  @Option(
      names = "--scap-results",
      paramLabel = "FILE",
      description = {
        "Take over XCCDF or ARF results of this image in",
        "place of running oscap. Implies --inspect scap.",
        "Repeatable."
      })
  private List<Path> results = new ArrayList<>();

  /// Whether any of these options was given.
  boolean isGiven() {
    return content != null || profile != null || !results.isEmpty();
  }

  /// @throws SeaworthyException when options contradict each other or a file is wrong
  Inspector open(Surroundings surroundings) {
    if (results.isEmpty()) {
      return new ScapInspector(
          new ScapProcesses(surroundings.environment()),
          content == null ? ScapContent.USUAL_FOLDER : readable(content),
          profile == null ? ScapContent.USUAL_PROFILE : profile);
    }
    if (content != null || profile != null) {
      throw new SeaworthyException(
          CliError.USAGE,
          "--scap-results and %s were both given, and one of them would do nothing"
              .formatted(content == null ? "--scap-profile" : "--scap-content"),
          "Results were made with some content and profile already: leave one of the two out.",
          null);
    }
    return new ScapResultsInspector(
        results.stream()
            .map(file ->
                ImportedResults.read(
                    Text.visible(file.toString()), InputFiles.open(file), Limits.defaults()))
            .toList());
  }

  private static Path readable(Path path) {
    if (Files.isReadable(path)) {
      return path;
    }
    throw InputFiles.unreadable(path, new NoSuchFileException(path.toString()));
  }
}
