package dev.seaworthy.cli.output;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One `--output FORMAT[=FILE]`.
///
/// @param fileOrNull where to; null for standard output
public record OutputRequest(OutputFormat format, @Nullable Path fileOrNull) {

  /// The file, if it goes to one.
  public Optional<Path> file() {
    return Optional.ofNullable(fileOrNull);
  }

  /// Reads the option's values and sees to it that they can work, before any work is done.
  ///
  /// @throws SeaworthyException [CliError#BAD_OUTPUT], [CliError#OUTPUT_UNWRITABLE]
  public static List<OutputRequest> parse(List<String> texts) {
    return parse(texts, List.of(OutputFormat.values()));
  }

  /// The same for a command that doesn't write all formats.
  ///
  /// @throws SeaworthyException [CliError#BAD_OUTPUT], [CliError#OUTPUT_UNWRITABLE]
  public static List<OutputRequest> parse(List<String> texts, List<OutputFormat> formats) {
    List<OutputRequest> requests = texts.stream().map(text -> parse(text, formats)).toList();
    Set<Path> files = new HashSet<>();
    int toStandardOutput = 0;
    for (OutputRequest request : requests) {
      Path file = request.fileOrNull();
      if (file == null) {
        toStandardOutput++;
      } else if (!files.add(file.toAbsolutePath().normalize())) {
        throw new SeaworthyException(
            CliError.BAD_OUTPUT, "two outputs go to the same file " + shown(file));
      }
    }
    if (toStandardOutput > 1) {
      throw new SeaworthyException(
          CliError.BAD_OUTPUT,
          "%s outputs go to standard output, which takes one".formatted(toStandardOutput),
          "Give the others a file, as in sarif=scan.sarif.",
          null);
    }
    return requests;
  }

  private static OutputRequest parse(String text, List<OutputFormat> formats) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    OutputFormat format =
        OutputFormat.of(key)
            .filter(formats::contains)
            .orElseThrow(() ->
                new SeaworthyException(
                    CliError.BAD_OUTPUT,
                    "\"%s\" is not an output format".formatted(Text.shorten(key, 80)),
                    "Choose one of "
                        + String.join(", ", formats.stream().map(OutputFormat::key).toList())
                        + ".",
                    null));
    String file = equals < 0 ? "-" : text.substring(equals + 1);
    return new OutputRequest(format, file.equals("-") ? null : writable(file));
  }

  private static Path writable(String text) {
    if (text.isEmpty()) {
      throw new SeaworthyException(CliError.BAD_OUTPUT, "an output's file name is empty");
    }
    Path file = path(text);
    Path directory = file.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(file) || directory == null) {
      throw new SeaworthyException(
          CliError.OUTPUT_UNWRITABLE, shown(file) + " is a directory, not a file to make");
    }
    if (!Files.isDirectory(directory)) {
      throw new SeaworthyException(
          CliError.OUTPUT_UNWRITABLE,
          "%s can't be made: there is no directory %s".formatted(shown(file), shown(directory)));
    }
    boolean isSpecial = Files.exists(file) && !Files.isRegularFile(file);
    if (!Files.isWritable(isSpecial ? file : directory)) {
      throw new SeaworthyException(
          CliError.OUTPUT_UNWRITABLE,
          "%s can't be made: %s is not writable"
              .formatted(shown(file), shown(isSpecial ? file : directory)));
    }
    return file;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new SeaworthyException(
          CliError.BAD_OUTPUT, "\"%s\" is not a file name".formatted(Text.shorten(text, 200)), e);
    }
  }

  private static String shown(Path path) {
    return Text.visible(path.toString());
  }
}
