package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.bases.AllowedBases;
import dev.seaworthy.inspection.bases.AllowedBasesReader;
import dev.seaworthy.inspection.bases.LineageChecks;
import dev.seaworthy.inspection.dockerfile.Dockerfile;
import dev.seaworthy.inspection.dockerfile.DockerfileReader;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions.Context;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import dev.seaworthy.inspection.provenance.ProvenanceChecks;
import dev.seaworthy.inspection.provenance.ProvenanceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds, reads and checks what `seaworthy check` is given.
final class BuildFiles {

  private static final String STANDARD_INPUT = "-";
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:Dockerfile|Containerfile)(?:\\.(?!dockerignore$).+)?|.+\\.(?:Dockerfile|Containerfile)");

  private final Surroundings surroundings;
  private final DockerfileChecks checks;
  private final String target;
  private final Map<String, String> arguments;
  private final @Nullable LineageChecks lineage;
  private final Limits limits;

  BuildFiles(
      Surroundings surroundings,
      DockerfileChecks checks,
      String target,
      Map<String, String> arguments,
      @Nullable LineageChecks lineage,
      Limits limits) {
    this.surroundings = surroundings;
    this.checks = checks;
    this.target = target;
    this.arguments = Map.copyOf(arguments);
    this.lineage = lineage;
    this.limits = limits;
  }

  /// @param text a path as a person wrote it
  List<CheckedDockerfile> check(String text) throws IOException {
    if (text.equals(STANDARD_INPUT)) {
      return check(text, read(surroundings.in()), Context.UNKNOWN);
    }
    Path path = Path.of(text);
    if (!Files.isDirectory(path)) {
      return check(path);
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(path)) {
      files =
          all.filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    if (files.isEmpty()) {
      throw new SeaworthyException(
          CliError.USAGE,
          "there is no Dockerfile in the directory " + Text.visible(text),
          "Give the file itself where it has another name.",
          null);
    }
    List<CheckedDockerfile> checked = new ArrayList<>();
    for (Path file : files) {
      checked.addAll(check(file));
    }
    return checked;
  }

  private List<CheckedDockerfile> check(Path file) {
    return check(file.toString(), InputFiles.bytes(file, limits), context(file));
  }

  private static Context context(Path file) {
    boolean isBeside =
        Files.exists(file.resolveSibling(".dockerignore"))
            || Files.exists(file.resolveSibling(".containerignore"))
            || Files.exists(file.resolveSibling(file.getFileName() + ".dockerignore"));
    return isBeside ? Context.WITH_IGNORE_FILE : Context.WITHOUT_IGNORE_FILE;
  }

  private List<CheckedDockerfile> check(String path, byte[] bytes, Context context) {
    CheckOptions options = new CheckOptions(target, arguments, context, true);
    if (isJson(bytes)) {
      return ProvenanceChecks.with(checks)
          .check(ProvenanceReader.read(path, bytes, limits), options, limits);
    }
    Dockerfile file = DockerfileReader.read(path, bytes, limits);
    CheckedDockerfile checked = checks.check(file, options);
    List<Observation> all = new ArrayList<>(checked.observations());
    if (lineage != null) {
      all.addAll(lineage.check(file, options));
    }
    return List.of(new CheckedDockerfile(path, all, checked.ignored()));
  }

  /// No Dockerfile begins with a brace.
  private static boolean isJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '{') {
        return true;
      }
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return false;
  }

  static AllowedBases allowedBases(Path file, Limits limits) {
    return AllowedBasesReader.read(file.toString(), InputFiles.bytes(file, limits), limits);
  }

  private byte[] read(InputStream in) throws IOException {
    return in.readNBytes(limits.asInt(Limit.PROVENANCE_BYTES) + 1);
  }
}
