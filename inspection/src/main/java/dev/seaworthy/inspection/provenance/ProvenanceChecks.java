package dev.seaworthy.inspection.provenance;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.InspectionRules;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.dockerfile.DockerfileReader;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import dev.seaworthy.inspection.dockerfile.check.Redaction;
import dev.seaworthy.inspection.dockerfile.check.SecretTexts;
import dev.seaworthy.inspection.provenance.Provenance.BuildFile;
import dev.seaworthy.inspection.provenance.Provenance.Material;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Checks what a builder says of a build, and by the checks of Dockerfiles the build files that it
/// holds, with the arguments that they were built with.
public final class ProvenanceChecks {

  private static final String PREFIX = "provenance.";
  private static final String BUILD_ARGUMENT = "build-arg:";
  private static final int SHOWN_CHARS_MAX = 160;

  private final Map<String, InspectionRule> rules;
  private final DockerfileChecks dockerfiles;

  private ProvenanceChecks(Map<String, InspectionRule> rules, DockerfileChecks dockerfiles) {
    this.rules = rules;
    this.dockerfiles = dockerfiles;
  }

  /// @param dockerfiles what checks the build files in it
  public static ProvenanceChecks with(DockerfileChecks dockerfiles) {
    return new ProvenanceChecks(
        InspectionRules.read(ProvenanceChecks.class, "rules.json", Subject.CHECK), dockerfiles);
  }

  /// The rules of provenance itself, sorted by id.
  public List<InspectionRule> rules() {
    return rules.values().stream().sorted().toList();
  }

  /// Checks a provenance: first itself, then each build file in it, whose path follows `!/`.
  ///
  /// @param options what isn't told by the provenance
  /// @throws SeaworthyException [InspectionError#BAD_DOCKERFILE] for a build file that can't be
  ///   read
  public List<CheckedDockerfile> check(Provenance provenance, CheckOptions options, Limits limits) {
    List<CheckedDockerfile> checked = new ArrayList<>();
    checked.add(new CheckedDockerfile(provenance.path(), own(provenance), List.of()));
    CheckOptions known =
        new CheckOptions(
            provenance.arguments().getOrDefault("target", options.target()),
            buildArguments(provenance),
            options.context(),
            options.isHealthcheckNeeded());
    for (BuildFile file : provenance.files()) {
      if (isDockerfile(file)) {
        String path =
            provenance.path() + "!/" + (file.name().isEmpty() ? "Dockerfile" : file.name());
        byte[] bytes = file.content().text().getBytes(StandardCharsets.UTF_8);
        checked.add(dockerfiles.check(DockerfileReader.read(path, bytes, limits), known));
      }
    }
    return checked;
  }

  private static boolean isDockerfile(BuildFile file) {
    return file.language().isEmpty() || file.language().equalsIgnoreCase("dockerfile");
  }

  private static Map<String, String> buildArguments(Provenance provenance) {
    Map<String, String> arguments = new HashMap<>();
    provenance
        .arguments()
        .forEach((name, value) -> {
          if (name.startsWith(BUILD_ARGUMENT)) {
            arguments.put(name.substring(BUILD_ARGUMENT.length()), value);
          }
        });
    return arguments;
  }

  private List<Observation> own(Provenance provenance) {
    SortedMap<String, String> secrets = secrets(provenance);
    Redaction redaction = new Redaction(List.copyOf(secrets.values()));
    List<Observation> found = new ArrayList<>();
    for (Material material : provenance.materials()) {
      if (material.digests().isEmpty()) {
        String uri =
            material.uri().isEmpty()
                ? "a material without a name"
                : shown(material.uri(), redaction);
        found.add(observation(provenance, "material-not-pinned", uri, uri));
      }
    }
    if (provenance.builder().isBlank()) {
      found.add(observation(provenance, "builder-unknown", "", "its builder's id is empty"));
    }
    if (provenance.files().stream().noneMatch(ProvenanceChecks::isDockerfile)) {
      found.add(observation(provenance, "source-missing", "", "it holds no Dockerfile"));
    }
    if (provenance.isIncomplete()) {
      found.add(observation(provenance, "incomplete", "", "its completeness says no"));
    }
    secrets.forEach((name, value) -> {
      String argument = shown(name, redaction);
      found.add(
          observation(
              provenance, "secret-in-argument", argument, argument + "=" + Redaction.shown(value)));
    });
    return found;
  }

  /// The arguments whose value is a secret, by its own form or by the argument's name.
  private static SortedMap<String, String> secrets(Provenance provenance) {
    SortedMap<String, String> secrets = new TreeMap<>();
    provenance
        .arguments()
        .forEach((name, value) -> {
          boolean isNamed =
              name.startsWith(BUILD_ARGUMENT)
                  && SecretTexts.isSecretName(name.substring(BUILD_ARGUMENT.length()))
                  && SecretTexts.isSecretValue(value);
          boolean isKnown =
              !SecretTexts.tokens(value).isEmpty() || !SecretTexts.credentials(value).isEmpty();
          if (isNamed || isKnown) {
            secrets.put(name, value);
          }
        });
    return secrets;
  }

  /// Redacted before it is cut: of half a token nobody could tell that it is one.
  private static String shown(String text, Redaction redaction) {
    return Text.shorten(redaction.of(text), SHOWN_CHARS_MAX);
  }

  private Observation observation(Provenance provenance, String name, String key, String evidence) {
    InspectionRule rule = rules.get(PREFIX + name);
    if (rule == null) {
      throw new IllegalStateException("no rule says what " + name + " is");
    }
    return new Observation(rule, Location.ofPath(provenance.path()), 0, key, evidence);
  }
}
