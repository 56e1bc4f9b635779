package dev.seaworthy.cli.output;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the outputs of a scan or a check. Files appear whole: all are written beside their places
/// first, and only when every one is whole do they take them. What is not a regular file (a pipe, a
/// device) is written to as it is.
public final class Outputs {

  private final List<OutputRequest> requests;
  private final OutputStream standardOutput;

  public Outputs(List<OutputRequest> requests, OutputStream standardOutput) {
    this.requests = List.copyOf(requests);
    this.standardOutput = standardOutput;
  }

  /// What there is to write.
  @FunctionalInterface
  public interface Content {
    /// Writes all of it in a format. Neither flushes nor closes the writer.
    void write(OutputFormat format, Writer out) throws IOException;
  }

  /// @throws SeaworthyException [CliError#OUTPUT_FAILED]; no file was touched then
  public void write(Content content) {
    Map<Path, Path> finished = new LinkedHashMap<>();
    try {
      for (OutputRequest request : requests) {
        Optional<Path> file = request.file();
        if (file.isPresent()) {
          toFile(request, file.get(), content, finished);
        }
      }
      for (Map.Entry<Path, Path> file : finished.entrySet()) {
        move(file.getValue(), file.getKey());
      }
    } finally {
      finished.values().forEach(Outputs::delete);
    }
    for (OutputRequest request : requests) {
      if (request.file().isEmpty()) {
        toStandardOutput(request, content);
      }
    }
  }

  private void toFile(OutputRequest request, Path file, Content content, Map<Path, Path> finished) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        try (OutputStream out = Files.newOutputStream(file)) {
          present(request, content, out);
        }
        return;
      }
      Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path unfinished = place.resolveSibling("." + place.getFileName() + ".part");
      Files.deleteIfExists(unfinished);
      finished.put(place, unfinished);
      try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
        present(request, content, out);
      }
    } catch (IOException e) {
      throw failed(Text.visible(file.toString()), e);
    }
  }

  private void toStandardOutput(OutputRequest request, Content content) {
    try {
      present(request, content, standardOutput);
    } catch (IOException e) {
      throw failed("standard output", e);
    }
  }

  private void present(OutputRequest request, Content content, OutputStream out)
      throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    content.write(request.format(), writer);
    writer.flush();
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(Text.visible(to.toString()), e);
    }
  }

  private static void delete(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException _) {
      // What is left is a hidden file beside the place; the failure that led here is told instead.
    }
  }

  private static SeaworthyException failed(String where, IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new SeaworthyException(
        CliError.OUTPUT_FAILED,
        "the result could not be written to %s: %s".formatted(where, Text.shorten(why, 200)),
        e);
  }
}
